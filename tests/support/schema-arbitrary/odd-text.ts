import fc from 'fast-check'

/** PostgreSQL keeps so many bytes of a name. */
const NAME_BYTES = 63

/** Names and texts that break what is put together without care. */
export const oddNames: readonly string[] = [
  'a"b',
  '"',
  '"; drop table y; --',
  'select',
  'default',
  'USER',
  'null',
  'x; drop table y',
  "it's",
  "'); drop schema public cascade; --",
  '\\',
  '\\"',
  "E'\\''",
  'a.b',
  '.',
  ' ',
  ' padded ',
  'two\nlines',
  'carriage\r\nreturn',
  'tab\t',
  '--',
  '/*',
  '*/',
  '$$',
  '$function$',
  '$1',
  ':name',
  '%s%I',
  '${x}',
  '?',
  '0',
  '1e5',
  '(',
  ')',
  '[]',
  ',',
  '=',
  'Ünïcödé ☃',
  'ſ',
  'İ',
  '😀',
  '\u0001',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'x'.repeat(NAME_BYTES),
  'é'.repeat(31),
  '"'.repeat(NAME_BYTES),
  'BEGIN ATOMIC',
  'RETURN',
  'begin',
  'using btree (',
  'toast.x',
]

/** Texts of any length: those and longer ones. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddNames, '', "''", 'long '.repeat(40)) },
  { weight: 1, arbitrary: anyText(30) },
)

/** Names, which may come twice. */
export const oddName: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('a', 'order_id', 'name', 'users') },
  { weight: 4, arbitrary: fc.constantFrom(...oddNames) },
  { weight: 1, arbitrary: anyText(8).filter((text) => text !== '') },
)

/** A name that was not taken before: with a number behind it, if it must be. */
export function freshName(wanted: string, taken: Set<string>): string {
  let name = cut(wanted, NAME_BYTES)
  for (let number = taken.size; taken.has(name); number += 1) {
    name = `${cut(wanted, NAME_BYTES - String(number).length)}${number}`
  }
  taken.add(name)
  return name
}

function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: 'binary', maxLength }).map((text) => text.replaceAll('\0', ''))
}

/** Whole characters of at most so many bytes. */
function cut(text: string, bytes: number): string {
  let [kept, size] = ['', 0]
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    kept += character
  }
  return kept
}

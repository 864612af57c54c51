import { bool, bytes, integer, none, str } from '../value/plain-value.ts'
import { list, tuple } from '../value/make.ts'
import { known } from '../value/unknown-reached.ts'
import type { Machine, NativeFunction, Steps, Value } from '../value/value.ts'
import { plain, numberOf, optionalNumber, optionalText, textOf } from './read-argument.ts'
import { characters, textIndex, textLength, textSlice } from './characters.ts'
import { braceFormat } from './brace-format.ts'
import { define } from './define.ts'
import { encodeUtf8 } from './utf8.ts'
import { splitLines, splitText, splitTextRight, stripped } from './split-text.ts'

type Change = (text: string) => string

/** A method without arguments that gives a text. */
function change(name: string, body: Change): NativeFunction {
  return define(name, 'self', ([self], machine) => str(body(textOf(self, machine))))
}

/** A method without arguments that gives a truth; of an empty text it is false. */
function test(name: string, body: (text: string) => boolean): NativeFunction {
  return define(name, 'self', ([self], machine) => {
    const text = textOf(self, machine)
    return bool(text !== '' && body(text))
  })
}

function strip(name: string, sides: 'both' | 'left' | 'right'): NativeFunction {
  return define(name, 'self chars?', ([self, chars], machine) =>
    str(stripped(textOf(self, machine), optionalText(chars, machine), sides)),
  )
}

function affix(name: string, holds: (text: string, part: string) => boolean): NativeFunction {
  return define(name, 'self part start? end?', ([self, part, start, end], machine) => {
    const text = within(textOf(self, machine), start, end, machine)
    const parts = part?.kind === 'tuple' ? part.items : [part]
    return bool(parts.some((one) => holds(text, textOf(one, machine))))
  })
}

function within(
  text: string,
  start: Value | undefined,
  ...[end, machine]: [Value | undefined, Machine]
): string {
  const length = textLength(text)
  const from = bound(optionalNumber(start, machine) ?? 0, length)
  return textSlice(
    text,
    from,
    Math.max(from, bound(optionalNumber(end, machine) ?? length, length)),
  )
}

function bound(index: number, length: number): number {
  return Math.min(length, index < 0 ? Math.max(0, index + length) : index)
}

function find(name: string, isLast: boolean, isStrict: boolean): NativeFunction {
  return define(name, 'self part start? end?', ([self, part, start, end], machine) => {
    const text = textOf(self, machine)
    const piece = within(text, start, end, machine)
    const wanted = textOf(part, machine)
    const offset = isLast ? piece.lastIndexOf(wanted) : piece.indexOf(wanted)
    if (offset < 0 && isStrict) machine.raise('ValueError', 'substring not found')
    const from = bound(optionalNumber(start, machine) ?? 0, textLength(text))
    return integer(offset < 0 ? -1 : from + textIndex(piece, offset))
  })
}

function pad(name: string, share: (missing: number, width: number) => number): NativeFunction {
  return define(name, 'self width fill?', ([self, width, fill], machine) => {
    const text = textOf(self, machine)
    const size = numberOf(width, machine)
    machine.checkSize(size)
    const missing = Math.max(0, size - textLength(text))
    const left = share(missing, size)
    const sign = optionalText(fill, machine) ?? ' '
    return str(sign.repeat(left) + text + sign.repeat(missing - left))
  })
}

function split(name: string, isRight: boolean): NativeFunction {
  return define(name, 'self sep? maxsplit?', ([self, separator, most], machine) => {
    const limit = optionalNumber(most, machine) ?? -1
    const sign = optionalText(separator, machine)
    if (sign === '') machine.raise('ValueError', 'empty separator')
    const text = textOf(self, machine)
    const parts = isRight ? splitTextRight(text, sign, limit) : splitText(text, sign, limit)
    machine.checkSize(parts.length)
    return list(parts.map(str))
  })
}

function partition(name: string, isLast: boolean): NativeFunction {
  return define(name, 'self sep', ([self, separator], machine) => {
    const text = textOf(self, machine)
    const sign = textOf(separator, machine)
    if (sign === '') machine.raise('ValueError', 'empty separator')
    const at = isLast ? text.lastIndexOf(sign) : text.indexOf(sign)
    if (at < 0) return tuple((isLast ? ['', '', text] : [text, '', '']).map(str))
    return tuple([text.slice(0, at), sign, text.slice(at + sign.length)].map(str))
  })
}

function* join(self: Value | undefined, items: Value | undefined, machine: Machine): Steps<Value> {
  const parts = yield* machine.collect(items ?? none)
  const texts = parts.map((part, index) => {
    const inner = plain(known(part))
    if (inner.kind === 'str') return inner.value
    const type = machine.typeOf(part).name
    return machine.raise(
      'TypeError',
      `sequence item ${index}: expected str instance, ${type} found`,
    )
  })
  const separator = textOf(self, machine)
  machine.checkSize(texts.reduce((sum, text) => sum + text.length + separator.length, 0))
  return str(texts.join(separator))
}

function replaced(
  text: string,
  old: string,
  [fresh, count, machine]: [string, number, Machine],
): string {
  const limit = count < 0 ? Infinity : count
  const pieces = old === '' ? ['', ...characters(text), ''] : text.split(old)
  const done = Math.min(pieces.length - 1, limit)
  machine.checkSize(text.length + done * fresh.length)
  let result = pieces[0] ?? ''
  for (const [index, piece] of pieces.slice(1).entries()) {
    result += (index < done ? fresh : old) + piece
  }
  return result
}

const capitalized: Change = (text) => {
  const [first = '', ...rest] = characters(text)
  return first.toUpperCase() + rest.join('').toLowerCase()
}

/** Every run of letters starts with a capital, as Python's `title` does, apostrophes or not. */
const titled: Change = (text) => text.replace(/\p{L}+/gu, (word) => capitalized(word))

const swapped: Change = (text) =>
  characters(text)
    .map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase()))
    .join('')

function hasCase(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase()
}

/** The methods of `str`. */
export const strMethods: readonly NativeFunction[] = [
  change('lower', (text) => text.toLowerCase()),
  change('upper', (text) => text.toUpperCase()),
  change('casefold', (text) => text.toLowerCase().replaceAll('\u00df', 'ss')),
  change('capitalize', capitalized),
  change('title', titled),
  change('swapcase', swapped),
  test('isdigit', (text) => /^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u.test(text)),
  test('isdecimal', (text) => /^\p{Nd}+$/u.test(text)),
  test('isnumeric', (text) => /^\p{N}+$/u.test(text)),
  test('isalpha', (text) => /^\p{L}+$/u.test(text)),
  test('isalnum', (text) => /^[\p{L}\p{N}]+$/u.test(text)),
  test('isspace', (text) => /^[\s\x1c-\x1f\x85]+$/.test(text)),
  test('isupper', (text) => hasCase(text) && text === text.toUpperCase()),
  test('islower', (text) => hasCase(text) && text === text.toLowerCase()),
  test('istitle', (text) => hasCase(text) && text === titled(text)),
  test('isidentifier', (text) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)),
  define('isascii', 'self', ([self], machine) => bool(/^[\0-\x7f]*$/.test(textOf(self, machine)))),
  strip('strip', 'both'),
  strip('lstrip', 'left'),
  strip('rstrip', 'right'),
  affix('startswith', (text, part) => text.startsWith(part)),
  affix('endswith', (text, part) => text.endsWith(part)),
  find('find', false, false),
  find('rfind', true, false),
  find('index', false, true),
  find('rindex', true, true),
  pad('ljust', () => 0),
  pad('rjust', (missing) => missing),
  // CPython puts the odd blank to the left where the width is odd.
  pad('center', (missing, width) => Math.floor(missing / 2) + (missing & width & 1)),
  split('split', false),
  split('rsplit', true),
  partition('partition', false),
  partition('rpartition', true),
  define('join', 'self iterable', ([self, items], machine) => join(self, items, machine)),
  define('splitlines', 'self keepends?', ([self, keep], machine) =>
    list(splitLines(textOf(self, machine), keep?.kind === 'bool' && keep.value).map(str)),
  ),
  define('replace', 'self old new count?', ([self, old, fresh, count], machine) => {
    const rest: [string, number, Machine] = [
      textOf(fresh, machine),
      optionalNumber(count, machine) ?? -1,
      machine,
    ]
    return str(replaced(textOf(self, machine), textOf(old, machine), rest))
  }),
  define('count', 'self part start? end?', ([self, part, start, end], machine) => {
    const text = within(textOf(self, machine), start, end, machine)
    const wanted = textOf(part, machine)
    return integer(wanted === '' ? textLength(text) + 1 : text.split(wanted).length - 1)
  }),
  define('zfill', 'self width', ([self, width], machine) => {
    const [, sign = '', digits = ''] = /^([-+]?)([^]*)$/.exec(textOf(self, machine)) ?? []
    const size = numberOf(width, machine)
    machine.checkSize(size)
    return str(sign + digits.padStart(size - sign.length, '0'))
  }),
  define('removeprefix', 'self part', ([self, part], machine) => {
    const [text, wanted] = [textOf(self, machine), textOf(part, machine)]
    return str(text.startsWith(wanted) ? text.slice(wanted.length) : text)
  }),
  define('removesuffix', 'self part', ([self, part], machine) => {
    const [text, wanted] = [textOf(self, machine), textOf(part, machine)]
    return str(wanted !== '' && text.endsWith(wanted) ? text.slice(0, -wanted.length) : text)
  }),
  define('expandtabs', 'self tabsize?', ([self, size], machine) => {
    const width = optionalNumber(size, machine) ?? 8
    machine.checkSize(textOf(self, machine).length * Math.max(1, width))
    return str(
      textOf(self, machine).replace(
        /([^\t\n\r]*)\t/g,
        (_, before: string) =>
          before + ' '.repeat(width <= 0 ? 0 : width - (before.length % width)),
      ),
    )
  }),
  define('format', 'self *', function* ([self], machine, given) {
    const rest = { positional: given.positional.slice(1), keywords: given.keywords }
    return str(yield* braceFormat(textOf(self, machine), rest, machine))
  }),
  define('format_map', 'self mapping', function* ([self, mapping], machine) {
    const entries = mapping?.kind === 'dict' ? [...mapping.entries.values()] : []
    const keywords = new Map(entries.map(([key, value]) => [textOf(key, machine), value]))
    return str(yield* braceFormat(textOf(self, machine), { positional: [], keywords }, machine))
  }),
  define('encode', 'self encoding? errors?', ([self], machine) =>
    bytes(encodeUtf8(textOf(self, machine))),
  ),
  define('translate', 'self table', ([self, table], machine) =>
    str(translated(textOf(self, machine), table, machine)),
  ),
]

function translated(text: string, table: Value | undefined, machine: Machine): string {
  if (table?.kind !== 'dict') return machine.raise('TypeError', 'a mapping is required')
  return characters(text)
    .map((one) => {
      const entry = table.entries.get(`n${one.codePointAt(0) ?? 0}`)?.[1]
      if (entry === undefined) return one
      if (entry.kind === 'none') return ''
      return entry.kind === 'int'
        ? String.fromCodePoint(Number(entry.value))
        : textOf(entry, machine)
    })
    .join('')
}

/** What the printed definition of an index says of one key, besides what the key is on. */
export interface PrintedKey {
  readonly collation: string | null
  /** With its parameters. */
  readonly operatorClass: string | null
}

const name = '(?:"(?:[^"]|"")*"|[a-z0-9_]+)'
const qualified = `${name}(?:\\.${name})?`
const parameters = `\\((?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^()"'])*\\)`

const head = new RegExp(
  `^CREATE (?:UNIQUE )?INDEX ${name} ON (?:ONLY )?${qualified} USING ${name} \\(`,
)
const tail = new RegExp(
  `(?: COLLATE (${qualified}))?(?: (${qualified}(?: ${parameters})?))?` +
    `(?: DESC)?(?: NULLS (?:FIRST|LAST))?(?:, |\\))`,
  'y',
)

/**
 * Reads the keys in what `pg_get_indexdef` printed. PostgreSQL has no other way to tell whether a
 * collation or an operator class is the expression's own default. `keys` are the texts that
 * `pg_get_indexdef` gives for each key alone.
 *
 * @throws Error where the definition is not made as PostgreSQL makes it.
 */
export function parseIndexKeys(definition: string, keys: readonly string[]): readonly PrintedKey[] {
  let at = head.exec(definition)?.[0].length ?? definition.length
  return keys.map((key) => {
    tail.lastIndex = at + key.length
    const found = definition.startsWith(key, at) ? tail.exec(definition) : null
    if (found === null) throw new Error(`key "${key}" is not found in "${definition}"`)
    at = tail.lastIndex
    return { collation: found[1] ?? null, operatorClass: found[2] ?? null }
  })
}

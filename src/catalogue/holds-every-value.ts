/**
 * Whether every value of one type is one of the other as well, of types as PostgreSQL prints them
 * (`format_type`): `integer` in `bigint`, `character varying(6)` in `text`. Says so of the usual ones only.
 */
export function holdsEveryValue(type: string, of: string): boolean {
  if (type === of) return true
  const [base, limit] = parsed(of)
  const [widerBase, widerLimit] = parsed(type)
  if (base === widerBase && base === 'character varying') {
    return widerLimit === null || (limit !== null && limit <= widerLimit)
  }
  return widerLimit === null && wider.get(base)?.includes(widerBase) === true
}

function parsed(type: string): readonly [base: string, limit: number | null] {
  const [, base = type, limit = null] = /^(.+)\((\d+)\)$/.exec(type) ?? []
  return [base, limit === null ? null : Number(limit)]
}

const wider: ReadonlyMap<string, readonly string[]> = new Map([
  ['smallint', ['integer', 'bigint', 'numeric']],
  ['integer', ['bigint', 'numeric']],
  ['bigint', ['numeric']],
  ['real', ['double precision']],
  ['character varying', ['text']],
  ['text', ['character varying']],
  ['date', ['timestamp without time zone', 'timestamp with time zone']],
])

/**
 * How the types of two columns go together: `same`; `compatible`: PostgreSQL compares them, with an
 * index too; `refused`: there is no operator between them, so no foreign key can be made.
 */
export type TypeMatch = 'same' | 'compatible' | 'refused'

/** Types that PostgreSQL's `=` of one index family takes together (btree `integer_ops`, `text_ops`). */
const families: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint'],
  ['text', 'character varying', 'character'],
  ['date', 'timestamp without time zone', 'timestamp with time zone'],
]

/** Holds the types of two columns, as PostgreSQL prints them, against each other. */
export function matchTypes(left: string, right: string): TypeMatch {
  if (left === right) return 'same'
  const [one, other] = [withoutModifier(left), withoutModifier(right)]
  if (one === other) return 'compatible'
  const family = families.find((names) => names.includes(one))
  return family?.includes(other) === true ? 'compatible' : 'refused'
}

function withoutModifier(type: string): string {
  return type.replace(/\([^)]*\)/, '')
}

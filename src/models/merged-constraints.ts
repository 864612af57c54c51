import { groupBy } from '../kernel/group-by.ts'
import { identifier } from '../sql/identifier.ts'
import type { DeclaredConstraint } from './declaration.ts'

type PrimaryKey = Extract<DeclaredConstraint, { kind: 'primary-key' }>
type Unique = Exclude<DeclaredConstraint, { kind: 'primary-key' | 'foreign-key' }> & {
  readonly kind: 'unique'
}
type Key = PrimaryKey | Unique

/**
 * The constraints of a table as `create table` makes them. Of keys that say the same PostgreSQL makes one,
 * the primary key before others, with the first name that one of them has (`transformIndexConstraints`):
 * `Column(primary_key=True, unique=True)` makes no second index. Added one by one they would be two.
 */
export function mergedConstraints(
  constraints: readonly DeclaredConstraint[],
): readonly DeclaredConstraint[] {
  const keys = constraints.filter(isKey)
  const primaryFirst = [
    ...keys.filter(({ kind }) => kind === 'primary-key'),
    ...keys.filter(({ kind }) => kind === 'unique'),
  ]
  const groups = groupBy(primaryFirst, saidBy)
  const merged = new Map<DeclaredConstraint, readonly Key[]>(
    Array.from(groups.values(), (group) => [group[0], [mergedKey(group)]]),
  )
  return constraints.flatMap((one): readonly DeclaredConstraint[] =>
    isKey(one) ? (merged.get(one) ?? []) : [one],
  )
}

function isKey(constraint: DeclaredConstraint): constraint is Key {
  return constraint.kind === 'primary-key' || constraint.kind === 'unique'
}

function mergedKey([first, ...others]: readonly [Key, ...Key[]]): Key {
  const name = first.name ?? others.find((one) => one.name !== null)?.name ?? null
  return { ...first, name }
}

/** What a key says besides its kind: `(a, b)`, and `nulls not distinct` before it. */
function saidBy(key: Key): string {
  return key.kind === 'unique'
    ? key.definition.replace(/^unique /, '')
    : `(${key.columns.map(identifier).join(', ')})`
}

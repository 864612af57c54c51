import type {
  Constraint,
  Exclusion,
  PrimaryKey,
  UniqueConstraint,
} from '../../catalogue/constraint.ts'

/** A constraint with an index behind it. */
export type Key = PrimaryKey | UniqueConstraint | Exclusion

/** Whether a constraint has an index behind it. */
export function isKey(constraint: Constraint): constraint is Key {
  switch (constraint.kind) {
    case 'primary-key':
    case 'unique':
    case 'exclusion':
      return true
    case 'check':
    case 'foreign-key':
      return false
  }
}

/**
 * A text that is the same for keys that PostgreSQL takes for the same: all but their names and how
 * they are stored, and whether they are primary.
 */
export function keyContent(key: Key): string {
  if (key.kind === 'exclusion') return JSON.stringify([withoutStorage(key), key.deferral])
  const { columns, include, deferral, withoutOverlaps } = key
  const nulls = key.kind === 'unique' && key.nullsNotDistinct
  return JSON.stringify([columns, include, deferral, withoutOverlaps, nulls])
}

function withoutStorage({ definition }: Exclusion): string {
  return definition.replace(/ WITH \([^()]*\)(?= WHERE |$)/, '')
}

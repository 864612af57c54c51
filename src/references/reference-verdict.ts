import type { Reference } from './reference.ts'
import { matchTypes } from './type-match.ts'

/**
 * What there is to say of a reference, the gravest first:
 * - `points-at-nothing`: there is no such table, column or key;
 * - `types-differ`: PostgreSQL cannot compare the two ends;
 * - `no-constraint`: within one database, and nothing keeps it true;
 * - `undocumented`: across databases, and nothing says so;
 * - `not-indexed`: every delete of a key reads the whole table that points at it;
 * - `sound`.
 */
export type ReferenceVerdict =
  'points-at-nothing' | 'types-differ' | 'no-constraint' | 'undocumented' | 'not-indexed' | 'sound'

/** What can happen, for each verdict. */
export const referenceRisks: Readonly<Record<ReferenceVerdict, string>> = {
  'points-at-nothing': 'no row can be found by it',
  'types-differ': 'no foreign key can be made, and every join needs a cast',
  'no-constraint': 'rows can point at keys that are gone',
  undocumented: 'nobody knows that the two databases have to be kept together',
  'not-indexed': 'a delete of a key reads the whole table',
  sound: 'none',
}

/** Judges a reference. */
export function judgeReference(reference: Reference): ReferenceVerdict {
  const { kind, isIndexed } = reference
  if (!reachesKey(reference)) return 'points-at-nothing'
  if (!typesMatch(reference)) return 'types-differ'
  if (kind !== 'declared' && !crossesDatabases(reference)) return 'no-constraint'
  if (kind === 'implied') return 'undocumented'
  return isIndexed ? 'sound' : 'not-indexed'
}

/** Whether the two ends lie in two databases. */
export function crossesDatabases({ from, to }: Pick<Reference, 'from' | 'to'>): boolean {
  return from.database !== to.database
}

/** Whether PostgreSQL can compare the two ends, as far as their types are known. */
export function typesMatch({ from, to }: Pick<Reference, 'from' | 'to'>): boolean {
  return from.types.every((type, at) => {
    const other = to.types[at] ?? null
    return type === null || other === null || matchTypes(type, other) !== 'refused'
  })
}

function reachesKey({ kind, from, to, pointsAtKey }: Reference): boolean {
  if ([...from.types, ...to.types].includes(null)) return false
  // PostgreSQL sees to it for a foreign key, also where the key is an index of its own.
  return kind === 'declared' || pointsAtKey
}

import type { Table } from '../catalogue/table.ts'

/** Whether an index of a table begins with these columns, in any order among themselves. */
export function hasLeadingIndex(table: Table, columns: readonly string[]): boolean {
  const wanted = new Set(columns)
  const leads = (keys: readonly (string | null)[]): boolean =>
    keys.length >= wanted.size &&
    keys.slice(0, wanted.size).every((key) => key !== null && wanted.has(key))
  return indexKeys(table).some(leads)
}

/** The keys of every index that can answer for all rows; null stands for an expression. */
function indexKeys({ indexes, constraints }: Table): readonly (readonly (string | null)[])[] {
  return [
    ...constraints.flatMap((constraint) =>
      constraint.kind === 'primary-key' || constraint.kind === 'unique' ? [constraint.columns] : [],
    ),
    ...indexes
      .filter(({ valid, where, method }) => valid && isComplete(where) && method !== 'brin')
      .map(({ keys }) => keys.map(({ on }) => (on.kind === 'column' ? on.name : null))),
  ]
}

/** An index of the rows that have a value answers for references as well as a whole one. */
function isComplete(where: string | null): boolean {
  return where === null || /^\("?\w+"? IS NOT NULL\)$/.test(where)
}

/** Items by what they hang on, such as the columns of a table by its oid. */
export type Groups<T> = ReadonlyMap<number, readonly T[]>

/** A row of something that hangs on a table or view. */
export interface Hanging {
  /** Oid of the table, view or composite type. */
  readonly relation: number
}

/** Puts together what the rows of one relation become, in their order. */
export function groupedByRelation<Row extends Hanging, T>(
  rows: readonly Row[],
  become: (row: Row) => T,
): Groups<T> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(row.relation)
    if (group === undefined) groups.set(row.relation, [become(row)])
    else group.push(become(row))
  }
  return groups
}

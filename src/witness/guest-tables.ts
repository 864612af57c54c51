import type { Declaration, DeclaredTable } from '../models/declaration.ts'
import { partOf } from '../models/part-of.ts'

/**
 * What some tables of a metadata point at in it and is not among them: without it their foreign keys could
 * not be made. It has no foreign keys of its own.
 */
export function guestsOf(
  declaration: Declaration,
  own: ReadonlySet<DeclaredTable>,
): readonly Declaration[] {
  const targets = declaration.tables
    .filter((table) => own.has(table))
    .flatMap(({ constraints }) =>
      constraints.flatMap((one) => (one.kind === 'foreign-key' ? [one.target] : [])),
    )
  const part = partOf(
    declaration,
    (table) =>
      !own.has(table) &&
      targets.some((one) => one.schema === table.schema && one.table === table.name),
  )
  if (part.tables.length === 0) return []
  const tables = part.tables.map((table) => ({
    ...table,
    constraints: table.constraints.filter(({ kind }) => kind !== 'foreign-key'),
  }))
  return [{ ...part, tables, afterwards: [] }]
}

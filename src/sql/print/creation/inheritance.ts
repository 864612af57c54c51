import type { Table } from '../../../catalogue/table.ts'
import { parentsOf, type CreationContext } from './creation-context.ts'

/**
 * How a child comes to its columns: `by-clause`: `inherits (…)` gives those of its parents first;
 * `afterwards`: it has all columns of its own, in an order of its own, and is made a child then;
 * `disordered`: `inherits (…)`, but its columns had another order, as when a parent was given a
 * column after the child was made.
 */
export type Inheritance = 'none' | 'by-clause' | 'afterwards' | 'disordered'

/** How the columns of a table by `inherits` can be made. */
export function inheritanceOf(table: Table, context: CreationContext): Inheritance {
  if (table.inherits.length === 0) return 'none'
  const given = parentsOf(table, context).flatMap(({ columns }) => columns.map(({ name }) => name))
  const names = table.columns.map(({ name }) => name)
  const ordered = [...new Set([...given, ...names])]
  if (ordered.every((name, at) => name === names[at])) return 'by-clause'
  return table.columns.every(({ inherited }) => !inherited) ? 'afterwards' : 'disordered'
}

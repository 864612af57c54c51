import { withoutToolTables } from '../audit/tool-tables.ts'
import type { Testimony } from './testify.ts'

/**
 * A testimony without the tables that another tool keeps, where the other witness does not know them:
 * nobody means them to go. Notes say so.
 */
export function withoutTools<Told extends Testimony>(testimony: Told, other: Testimony): Told {
  const { catalogue, tools } = withoutToolTables(testimony.catalogue, other.catalogue)
  if (tools.length === 0) return testimony
  const notes = tools.map(({ tool, tables }) => `${tables.join(', ')}: ${tool}'s own, left out`)
  return { ...testimony, catalogue, notes: [...testimony.notes, ...notes] }
}

import type { AlterTableCmd, Node } from 'libpg-query'
import { parseStatement } from './parser.ts'

/**
 * The columns and constraints that the commands of an `alter table` name; null for any other
 * statement. Needs the parser.
 */
export function alteredParts(text: string): ReadonlySet<string> | null {
  const parsed = parseStatement(text)
  if (parsed.kind !== 'statement' || !('AlterTableStmt' in parsed.node)) return null
  return new Set((parsed.node.AlterTableStmt.cmds ?? []).flatMap(namesIn))
}

function namesIn(node: Node): readonly string[] {
  if (!('AlterTableCmd' in node)) return []
  const { name, def }: AlterTableCmd = node.AlterTableCmd
  return [name ?? [], defined(def) ?? []].flat()
}

/** The name of a column or constraint that is added. */
function defined(definition: Node | undefined): string | undefined {
  if (definition === undefined) return undefined
  if ('ColumnDef' in definition) return definition.ColumnDef.colname
  return 'Constraint' in definition ? definition.Constraint.conname : undefined
}

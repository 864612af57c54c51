import type { OutsideMaker } from '../../audit/history-facts.ts'
import { UserError } from '../../kernel/user-error.ts'
import { parseStatement } from '../../sql/parser.ts'
import { splitScript } from '../../sql/split-script.ts'
import type { ProjectFile } from '../models-witness.ts'

/**
 * The tables that SQL files make or alter, though no history has the files. One that does not parse
 * says nothing. The parser has to be loaded.
 */
export function scriptMakers(
  files: readonly ProjectFile[],
): readonly Omit<OutsideMaker, 'file' | 'metadatas'>[] {
  return files.flatMap(({ file, text }) => {
    // A dump describes a database, and nobody makes one of it by the way.
    if (/^-- PostgreSQL database dump/m.test(text)) return []
    const tables = [...new Set(statementsIn(text, file).flatMap(tablesIn))].sort()
    return tables.length === 0
      ? []
      : [{ kind: 'script', at: { file, line: 1, column: 1 }, says: tables }]
  })
}

function statementsIn(text: string, file: string): readonly string[] {
  try {
    return splitScript(text, file).statements.map((one) => one.text)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

function tablesIn(text: string): readonly string[] {
  // To parse takes most of the time of a long script, and neither statement does without its word.
  if (!/table|alter/i.test(text)) return []
  const parsed = parseStatement(text)
  if (parsed.kind !== 'statement') return []
  const { node } = parsed
  const made = 'CreateStmt' in node ? node.CreateStmt.relation : undefined
  const altered = 'AlterTableStmt' in node ? node.AlterTableStmt.relation : undefined
  const relation = made ?? altered
  return relation ? [`${relation.schemaname ?? 'public'}.${relation.relname ?? ''}`] : []
}

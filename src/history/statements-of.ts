import type { Place } from '../kernel/place.ts'
import { splitScript } from '../sql/split-script.ts'
import type { Statement } from '../sql/script.ts'
import { revisionFault } from './revision-fault.ts'
import type { Block, SqlRevision, Section } from './revision.ts'

/** One statement of a migration; its offset counts from the beginning of the file. */
export interface RevisionStatement extends Statement {
  readonly at: Place
  /** The one it stands in, of its section's. */
  readonly block: Block
}

/**
 * Splits a section of a revision into its statements, those of all its blocks. Not done when the
 * history is read: a command that only lists migrations need not wait for it.
 *
 * @throws UserError with the place in the file: what cannot be split, and commands to psql
 */
export function statementsOf(
  revision: SqlRevision,
  { blocks }: Section,
): readonly RevisionStatement[] {
  return withPlaces(
    revision,
    blocks.flatMap((block) => statementsIn(revision, block)),
  )
}

type BlockStatement = Omit<RevisionStatement, 'at'>

function statementsIn(revision: SqlRevision, block: Block): readonly BlockStatement[] {
  const range = { start: block.offset, end: block.offset + block.text.length }
  const { statements, metaCommands } = splitScript(revision.text, revision.file, range)
  const [command] = metaCommands
  if (command) {
    throw revisionFault(revision, {
      code: 'meta-command',
      message: `"\\${command.name}" in "${revision.file}" is a command to psql.`,
      hint: 'Remove the line: a migration is sent to PostgreSQL, which does not know it.',
      offset: command.offset,
    })
  }
  return statements.map((statement) => ({ ...statement, block }))
}

/** Walks once through the file: a place for each statement on its own would take quadratic time. */
function withPlaces(
  { file, text }: SqlRevision,
  statements: readonly BlockStatement[],
): readonly RevisionStatement[] {
  let line = 1
  let lineStart = 0
  return statements.map((statement) => {
    for (;;) {
      const end = text.indexOf('\n', lineStart)
      if (end === -1 || end >= statement.offset) break
      line += 1
      lineStart = end + 1
    }
    return { ...statement, at: { file, line, column: statement.offset - lineStart + 1 } }
  })
}

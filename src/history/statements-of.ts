import type { Place } from '../kernel/place.ts'
import { splitScript } from '../sql/split-script.ts'
import type { Statement } from '../sql/script.ts'
import { revisionFault } from './revision-fault.ts'
import type { Revision, Section } from './revision.ts'

/** One statement of a migration; its offset counts from the beginning of the file. */
export interface RevisionStatement extends Statement {
  readonly at: Place
}

/**
 * Splits a section of a revision into its statements. Not done when the history is read: a command
 * that only lists migrations need not wait for it.
 *
 * @throws UserError with the place in the file: what cannot be split, and commands to psql
 */
export function statementsOf(
  revision: Revision,
  { offset, text }: Section,
): readonly RevisionStatement[] {
  const range = { start: offset, end: offset + text.length }
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
  return withPlaces(revision, statements)
}

/** Walks once through the file: a place for each statement on its own would take quadratic time. */
function withPlaces(
  { file, text }: Revision,
  statements: readonly Statement[],
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

import type { UserError } from '../kernel/user-error.ts'
import { parseStatement } from './parser.ts'
import { scriptFault, type Source } from './script-fault.ts'
import type { Statement } from './script.ts'

/**
 * Reads a statement with PostgreSQL's grammar (that of 18) and refuses it where the grammar does.
 * Needs `loadParser()`.
 *
 * @param source the text the statement was split from, for the place and the lines around it.
 * @throws UserError `syntax-error` with PostgreSQL's own words.
 */
export function checkSyntax(statement: Statement, source: Source): void {
  const parsed = parseStatement(statement.text)
  if (parsed.kind === 'fault') throw syntaxError(statement, source, parsed)
}

interface Fault {
  readonly message: string
  readonly offset: number
}

function syntaxError(statement: Statement, source: Source, fault: Fault): UserError {
  const sentence = fault.message.slice(0, 1).toUpperCase() + fault.message.slice(1)
  return scriptFault(source, statement.offset + fault.offset, {
    code: 'syntax-error',
    message: `${sentence} in "${source.file}".`,
    hint: 'Correct the statement there. Nothing was run.',
  })
}

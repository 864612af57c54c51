import { excerpt } from '../kernel/excerpt.ts'
import { placeOf, type Place } from '../kernel/place.ts'
import type { PostgresError } from '../postgres/postgres-error.ts'
import { offsetOfPosition } from '../sql/offset-of-position.ts'
import type { Statement } from '../sql/script.ts'
import type { Source } from '../sql/script-fault.ts'

/** Where and why PostgreSQL refused a statement of a migration. */
export interface StatementFailure {
  readonly at: Place
  readonly excerpt: string
  /** PostgreSQL's own words, one fact a line. */
  readonly details: readonly string[]
  readonly cause: PostgresError
}

/**
 * Finds the place of an error in the file. Where PostgreSQL gives no position (a violated
 * constraint has none) it is the statement's beginning.
 */
export function statementFailure(
  source: Source,
  statement: Statement,
  error: PostgresError,
): StatementFailure {
  const { position } = error.fields
  const within = position === undefined ? 0 : offsetOfPosition(statement.text, position)
  const at = placeOf(source.file, source.text, statement.offset + within)
  return { at, excerpt: excerpt(source.text, at), details: factsOf(error), cause: error }
}

/** What PostgreSQL says of an error besides its message. */
export function factsOf({ code, fields }: PostgresError): readonly string[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Detail', fields.detail],
    ['Hint', fields.hint],
    ['Where', fields.where],
    ['Within', fields.internalQuery],
    ['SQLSTATE', code],
  ]
  return facts.flatMap(([name, text]) => (text === undefined ? [] : [`${name}: ${text}`]))
}

/** PostgreSQL's messages have no full stop. */
export function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}

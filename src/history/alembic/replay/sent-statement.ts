import type { Place } from '../../../kernel/place.ts'
import type { PostgresError } from '../../../postgres/postgres-error.ts'
import { leadingWords } from '../../../sql/leading-words.ts'
import type { RevisionFailure, RevisionStatement } from '../revision-outcome.ts'

/** First words of statements that begin or end a transaction. */
export const TRANSACTION: ReadonlySet<string> = new Set([
  'begin',
  'start',
  'commit',
  'end',
  'rollback',
  'abort',
])

/** What a statement does, by its first word. */
export function kindOf(word: string): RevisionStatement['kind'] | 'question' {
  if (word === 'select' || word === 'show' || word === 'values' || word === 'explain') {
    return 'question'
  }
  return /^(insert|update|delete|with|merge|truncate|copy|lock)$/.test(word) ? 'rows' : 'schema'
}

/** Whether a statement may give rows. */
export function givesRows(sql: string): boolean {
  const [word = ''] = leadingWords(sql, 1)
  return /^(select|with|show|values|table|insert|update|delete|explain)$/.test(word)
}

/** What PostgreSQL refused, and where it stands. */
export function failureOf(
  { message, code, fields }: PostgresError,
  { at, sql }: { readonly at: Place; readonly sql: string },
): RevisionFailure {
  const details = [
    ...(fields.detail === undefined ? [] : [`Detail: ${fields.detail}`]),
    ...(fields.hint === undefined ? [] : [`Hint: ${fields.hint}`]),
  ]
  return { message, code, details, at, excerpt: null, sql }
}

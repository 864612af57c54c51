import type { VerdictKind } from './verdict.ts'

/** Whether two witnesses say the same of something; null where one of them cannot be asked. */
export type Sameness = boolean | null

/** What three witnesses say of one thing, two by two. */
export interface Pairs {
  /** The history as far as the database claims to be, and the database. */
  readonly historyDatabase: Sameness
  /** The code, and the history at its end. */
  readonly codeHistory: Sameness
  readonly codeDatabase: Sameness
}

/**
 * Finds the odd one out. A database that has not all of its history yet is measured only against
 * what it claims to have; the code only against the end.
 */
export function judge({ historyDatabase, codeHistory, codeDatabase }: Pairs): VerdictKind {
  if (historyDatabase !== null && codeHistory !== null) {
    if (historyDatabase && codeHistory) return 'agreed'
    if (historyDatabase) return 'code-alone'
    if (codeHistory) return 'database-alone'
    return codeDatabase === true ? 'history-alone' : 'all-differ'
  }
  // Code and database meet only where the history has nothing to say.
  const pair = historyDatabase ?? codeHistory ?? codeDatabase
  if (pair === null) return 'uncontested'
  return pair ? 'agreed' : 'disputed'
}

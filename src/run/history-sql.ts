import { revisionSql, type RevisionSql } from '../history/revision-sql.ts'
import type { Run } from './opened.ts'
import { meantRevision, selectDatabases } from './selection.ts'

/** A history as SQL. */
export interface HistorySql {
  readonly kind: 'history-sql'
  /** In the order in which they may be applied. */
  readonly revisions: readonly RevisionSql[]
}

/** All that the migrations of these databases run on the way up, in order. */
export function historySql(run: Run, only: readonly string[]): HistorySql {
  const names = selectDatabases(run.application, only).map(({ name }) => name)
  const revisions = run.order.filter(({ database }) => names.includes(database))
  return {
    kind: 'history-sql',
    revisions: revisions.map((revision) => revisionSql(revision, run.required.get(revision) ?? [])),
  }
}

/** One revision as SQL, both ways. */
export interface ShownRevision extends RevisionSql {
  readonly kind: 'revision'
}

/**
 * The SQL of the revision that a user means.
 *
 * @param text as `auth/002`, `auth/002_admin_management`, or the beginning of its id, of any database
 * @throws UserError where there is none, or more than one
 */
export function showRevision(run: Run, text: string): ShownRevision {
  const revision = meantRevision(run.histories, text)
  return { kind: 'revision', ...revisionSql(revision, run.required.get(revision) ?? []) }
}

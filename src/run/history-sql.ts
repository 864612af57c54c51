import type { Revision } from '../history/revision.ts'
import { revisionSql, type RevisionSql } from '../history/revision-sql.ts'
import { alembicSql } from './alembic/alembic-sql.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import { historyOf, type Run } from './opened.ts'
import { meantRevision, selectDatabases } from './selection.ts'

/** A history as SQL. */
export interface HistorySql {
  readonly kind: 'history-sql'
  /** In the order in which they may be applied. */
  readonly revisions: readonly RevisionSql[]
}

/**
 * All that the migrations of these databases run on the way up, in order. What those of Alembic run is
 * found out by a replay on a shadow.
 */
export async function historySql(run: Run, only: readonly string[]): Promise<HistorySql> {
  const selected = selectDatabases(run.application, only)
  refuseAlembicFaults(run.histories, selected)
  const replayed = new Map<Revision, RevisionSql>()
  for (const { name } of selected) {
    const history = historyOf(run.histories, name)
    if (history.kind === 'sql') continue
    const found = await alembicSql(run, history, { last: null })
    for (const [revision, text] of found) replayed.set(revision, text)
  }
  const names = selected.map(({ name }) => name)
  const revisions = run.order.filter(({ database }) => names.includes(database))
  return {
    kind: 'history-sql',
    revisions: revisions.flatMap((revision) =>
      revision.kind === 'sql' ? sqlOf(run, revision) : (replayed.get(revision) ?? []),
    ),
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
export async function showRevision(run: Run, text: string): Promise<ShownRevision> {
  const revision = meantRevision(run.histories, text)
  switch (revision.kind) {
    case 'sql':
      return { kind: 'revision', ...sqlOf(run, revision) }
    case 'alembic': {
      refuseAlembicFaults(run.histories, [{ name: revision.database }])
      const history = historyOf(run.histories, revision.database)
      if (history.kind === 'sql') throw new RangeError(`${revision.id} is not Alembic's`)
      const found = (await alembicSql(run, history, { last: revision })).get(revision)
      if (found === undefined) throw new RangeError(`${revision.id} was not replayed`)
      return { kind: 'revision', ...found }
    }
  }
}

function sqlOf(run: Run, revision: Extract<Revision, { kind: 'sql' }>): RevisionSql {
  return revisionSql(revision, run.required.get(revision) ?? [])
}

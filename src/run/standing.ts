import type {
  AlembicDatabaseHistory,
  AlembicDatabaseRevision,
  SqlHistory,
  SqlRevision,
} from '../history/revision.ts'
import { compareVersions } from '../history/version.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { RecordedTable } from './alembic/recorded-versions.ts'
import { isPlanRow } from './ledger/plan-row.ts'
import type { LedgerRow } from './ledger/ledger-row.ts'

/**
 * Where one revision stands in one database:
 * - `applied`, `pending`: as they say;
 * - `partial`: interrupted between two statements; the next run goes on from there;
 * - `skipped`: optional, and what it needs could not be had; the next run tries again;
 * - `changed`: applied, and its file is another one since;
 * - `unknown`: recorded in the database, and no file has it.
 */
export type RevisionState = 'applied' | 'pending' | 'partial' | 'skipped' | 'changed' | 'unknown'

/** One revision of a database, from the database's side and from the files' side. */
export type RevisionStanding = SqlStanding | AlembicStanding

/** One migration file, or row of the ledger. */
export interface SqlStanding {
  readonly kind: 'sql'
  readonly id: string
  readonly state: RevisionState
  /** Null for an unknown one. */
  readonly revision: SqlRevision | null
  /** Null for a pending one. */
  readonly row: LedgerRow | null
  /** True for a pending one that stands before an applied one. */
  readonly outOfOrder: boolean
}

/** One revision of Alembic's, or row of its table: that tells of no more than that it is applied. */
export interface AlembicStanding {
  readonly kind: 'alembic'
  readonly id: string
  readonly state: Extract<RevisionState, 'applied' | 'pending' | 'unknown'>
  /** Null for an unknown one. */
  readonly revision: AlembicDatabaseRevision | null
  readonly row: null
  /** Branches grow side by side, so nothing is. */
  readonly outOfOrder: false
}

/** Where a whole database stands. */
export type DatabaseStanding = SqlDatabaseStanding | AlembicDatabaseStanding

/** In the order of the versions; unknown ones where they belong. */
export interface SqlDatabaseStanding {
  readonly kind: 'sql'
  readonly database: string
  readonly history: SqlHistory
  readonly revisions: readonly SqlStanding[]
}

/** In the order of the history; unknown ones last. */
export interface AlembicDatabaseStanding {
  readonly kind: 'alembic'
  readonly database: string
  readonly history: AlembicDatabaseHistory
  readonly revisions: readonly AlembicStanding[]
  readonly table: RecordedTable
  /** What stands in it, sorted. */
  readonly rows: readonly string[]
}

/** Holds the ledger against the files. */
export function standingOf(history: SqlHistory, ledger: readonly LedgerRow[]): SqlDatabaseStanding {
  const rows = new Map(ledger.map((row) => [row.revision, row]))
  const known = history.revisions.map((revision) =>
    standingOfRevision(revision, rows.get(revision.id) ?? null),
  )
  const ids = new Set(history.revisions.map((revision) => revision.id))
  const unknown = ledger
    .filter((row) => !ids.has(row.revision) && !isPlanRow(row))
    .map(standingOfUnknown)
  const all = sortedBy([...known, ...unknown], ({ id }) => id).toSorted((left, right) =>
    compareVersions(left.id, right.id),
  )
  return { kind: 'sql', database: history.database, history, revisions: markOutOfOrder(all) }
}

function standingOfRevision(revision: SqlRevision, row: LedgerRow | null): SqlStanding {
  const { id } = revision
  return { kind: 'sql', id, state: stateOf(revision, row), revision, row, outOfOrder: false }
}

function stateOf(revision: SqlRevision, row: LedgerRow | null): RevisionState {
  if (row === null) return 'pending'
  switch (row.state) {
    case 'applied':
      return row.checksum === revision.checksum ? 'applied' : 'changed'
    case 'partial':
      return 'partial'
    case 'skipped':
      return 'skipped'
  }
}

function standingOfUnknown(row: LedgerRow): SqlStanding {
  const nothing = { revision: null, outOfOrder: false }
  return { kind: 'sql', id: row.revision, state: 'unknown', row, ...nothing }
}

/** A revision that came in by a merge after later ones had been applied. */
function markOutOfOrder(all: readonly SqlStanding[]): readonly SqlStanding[] {
  const last = all.findLastIndex(({ state }) => state === 'applied' || state === 'changed')
  return all.map((standing, at) =>
    standing.state === 'pending' && at < last ? { ...standing, outOfOrder: true } : standing,
  )
}

/** The ledger's row of a revision, if there is one. */
export function rowOf(
  { revisions }: DatabaseStanding,
  { id }: { readonly id: string },
): LedgerRow | null {
  const all: readonly RevisionStanding[] = revisions
  return all.find((one) => one.id === id)?.row ?? null
}

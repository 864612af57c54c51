import type { History, Revision } from '../history/revision.ts'
import { compareVersions } from '../history/version.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { isPlanRow } from './ledger/plan-row.ts'
import type { LedgerRow } from './ledger/ledger-row.ts'

/**
 * Where one revision stands in one database:
 * - `applied`, `pending`: as they say;
 * - `partial`: interrupted between two statements; the next run goes on from there;
 * - `skipped`: optional, and what it needs could not be had; the next run tries again;
 * - `changed`: applied, and its file is another one since;
 * - `unknown`: in the ledger, and no file has it.
 */
export type RevisionState = 'applied' | 'pending' | 'partial' | 'skipped' | 'changed' | 'unknown'

/** One revision of a database, from the ledger's side and from the files' side. */
export interface RevisionStanding {
  readonly id: string
  readonly state: RevisionState
  /** Null for an unknown one. */
  readonly revision: Revision | null
  /** Null for a pending one. */
  readonly row: LedgerRow | null
  /** True for a pending one that stands before an applied one. */
  readonly outOfOrder: boolean
}

/** Where a whole database stands, in the order of its versions; unknown ones where they belong. */
export interface DatabaseStanding {
  readonly database: string
  readonly history: History
  readonly revisions: readonly RevisionStanding[]
}

/** Holds the ledger against the files. */
export function standingOf(history: History, ledger: readonly LedgerRow[]): DatabaseStanding {
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
  return { database: history.database, history, revisions: markOutOfOrder(all) }
}

function standingOfRevision(revision: Revision, row: LedgerRow | null): RevisionStanding {
  return { id: revision.id, state: stateOf(revision, row), revision, row, outOfOrder: false }
}

function stateOf(revision: Revision, row: LedgerRow | null): RevisionState {
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

function standingOfUnknown(row: LedgerRow): RevisionStanding {
  return { id: row.revision, state: 'unknown', revision: null, row, outOfOrder: false }
}

/** A revision that came in by a merge after later ones had been applied. */
function markOutOfOrder(all: readonly RevisionStanding[]): readonly RevisionStanding[] {
  const last = all.findLastIndex(({ state }) => state === 'applied' || state === 'changed')
  return all.map((standing, at) =>
    standing.state === 'pending' && at < last ? { ...standing, outOfOrder: true } : standing,
  )
}

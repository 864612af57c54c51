import type { SqlRevision } from '../history/revision.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Sql } from '../sql/sql.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import type { MovedVersions } from './alembic/stamp-alembic.ts'
import { eraseRow, recordRow } from './ledger/record.ts'
import { ensureLedger, withOpened, type Opened, type Run } from './opened.ts'
import type { RunContext } from './run-context.ts'
import { findRevision, selectDatabases } from './selection.ts'
import type { SqlDatabaseStanding, SqlStanding } from './standing.ts'

/** What the ledger is to say from now on. */
export type Stamp =
  /** This revision and all before it are applied, though Elenchus did not run them. */
  | { readonly kind: 'applied' }
  /** This one revision is not applied; those around it stay as they are. */
  | { readonly kind: 'forget' }
  /** This revision is applied as its file is now: its changed checksum is accepted. */
  | { readonly kind: 'accept' }

/** What `stamp` is asked for. */
export interface StampOptions {
  readonly only: readonly string[]
  /** `database/version`; null means the last revision of every selected database. */
  readonly revision: string | null
  readonly stamp: Stamp
}

/** What was written into the ledgers. */
export interface Stamped {
  readonly kind: 'stamped'
  readonly databases: readonly DatabaseStamped[]
}

/** What was written into one ledger: ids in order. */
export interface DatabaseStamped {
  readonly database: string
  readonly recorded: readonly string[]
  readonly erased: readonly string[]
  /** How Alembic's table was moved; null for a ledger. */
  readonly versions: MovedVersions | null
}

/** Writes into the ledgers without running anything. */
export async function stamp(run: Run, options: StampOptions): Promise<Stamped> {
  const target = options.revision === null ? null : targetOf(run, options)
  const only = target === null ? options.only : [target.database]
  const selected = selectDatabases(run.application, only)
  refuseAlembicFaults(run.histories, selected)
  return withOpened(run, selected, async (opened) => {
    const databases: DatabaseStamped[] = []
    for (const one of opened) databases.push(await stampOne(run, one, { ...options, target }))
    return { kind: 'stamped', databases }
  })
}

/** A revision as the user names it; it may be one that only the ledger knows. */
interface Target {
  readonly database: string
  readonly id: string
}

function targetOf(run: Run, { revision, stamp: { kind } }: StampOptions): Target {
  const [database, id] = (revision ?? '').split('/')
  const known = run.application.databases.some(({ name }) => name === database)
  // Only forgetting makes sense for a revision without a file.
  if (kind === 'forget' && known && database !== undefined && id !== undefined) {
    return { database, id }
  }
  return findRevision(run.histories, revision ?? '')
}

interface Order extends StampOptions {
  readonly target: Target | null
}

async function stampOne(run: Run, opened: Opened, order: Order): Promise<DatabaseStamped> {
  const { context, standing } = opened
  switch (standing.kind) {
    case 'sql':
      return stampLedger(run, { context, standing, order })
    case 'alembic': {
      const { stampAlembic } = await import('./alembic/stamp-alembic.ts')
      return stampAlembic(context, standing, {
        id: order.target?.id ?? null,
        kind: order.stamp.kind,
      })
    }
  }
}

interface LedgerOrder {
  readonly context: RunContext
  readonly standing: SqlDatabaseStanding
  readonly order: Order
}

async function stampLedger(
  run: Run,
  { context, standing, order }: LedgerOrder,
): Promise<DatabaseStamped> {
  const { revisions } = standing
  const nothing = { database: context.database, versions: null }
  const id = order.target?.id ?? revisions.at(-1)?.id
  const at = revisions.findIndex((one) => one.id === id || one.revision?.version === id)
  if (at === -1) {
    if (order.target !== null) throw neverHeardOf(order.target)
    return { ...nothing, recorded: [], erased: [] }
  }
  const { recorded, erased } = changesOf(revisions, at, order)
  await ensureLedger(context)
  const statements = [
    ...recorded.map((revision) => stampRow(run, revision)),
    ...erased.map((revision) => eraseRow(revision)),
  ]
  if (statements.length > 0) await context.session.run(oneTransaction(statements))
  return { ...nothing, recorded: recorded.map((revision) => revision.id), erased }
}

interface LedgerChanges {
  readonly recorded: readonly SqlRevision[]
  readonly erased: readonly string[]
}

function changesOf(
  all: readonly SqlStanding[],
  at: number,
  { stamp: { kind } }: Order,
): LedgerChanges {
  switch (kind) {
    case 'applied': {
      const open = all.filter((one, place) => place <= at && isOpen(one, place === at))
      return { recorded: withFiles(open), erased: [] }
    }
    case 'accept':
      return { recorded: withFiles(all.slice(at, at + 1).filter(isChanged)), erased: [] }
    case 'forget': {
      const [gone] = all.slice(at, at + 1).filter(({ row }) => row !== null)
      return { recorded: [], erased: gone === undefined ? [] : [gone.id] }
    }
  }
}

/**
 * Only what was applied whole can be accepted as it is now.
 *
 * @throws UserError for the rest: to record those as applied is another order
 */
function isChanged({ id, state }: SqlStanding): boolean {
  if (state === 'changed' || state === 'applied') return state === 'changed'
  throw new UserError(`Migration "${id}" is ${state}, so that there is no change to accept.`, {
    code: 'not-applied',
    hint: 'To record it as applied without running it, leave "--accept" out.',
  })
}

/** A skipped one on the way stays skipped: it was left out for a reason that still holds. */
function isOpen({ state }: SqlStanding, isTarget: boolean): boolean {
  return state === 'pending' || state === 'partial' || (state === 'skipped' && isTarget)
}

function withFiles(standings: readonly SqlStanding[]): readonly SqlRevision[] {
  return standings.flatMap(({ revision }) => (revision === null ? [] : [revision]))
}

function stampRow(run: Run, revision: SqlRevision): Sql {
  return recordRow({
    revision: revision.id,
    checksum: revision.checksum,
    state: 'applied',
    direction: 'up',
    statements: 0,
    done: null,
    inDoubt: false,
    reason: 'stamped',
    milliseconds: 0,
    release: run.release,
  })
}

function oneTransaction(statements: readonly Sql[]): string {
  return `begin; ${statements.join('; ')}; commit`
}

function neverHeardOf({ database, id }: Target): UserError {
  return new UserError(`Database "${database}" has no migration "${id}", in files or ledger.`, {
    code: 'unknown-revision',
    hint: `\`elenchus status --only ${database}\` lists those it has.`,
  })
}

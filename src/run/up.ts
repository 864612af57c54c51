import { extensionRefusal } from '../history/extension-refusal.ts'
import type { Revision, SqlRevision } from '../history/revision.ts'
import { revisionsOf } from '../history/revisions-of.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Database } from '../settings/application.ts'
import { loadParser } from '../sql/parser.ts'
import { prepareAlembic, type AlembicJob, type PreparedAlembic } from './alembic/prepare-alembic.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import { checkStatements } from './check-statements.ts'
import { refuseContradictions } from './guard.ts'
import { recordRow } from './ledger/record.ts'
import { ensureLedger, standingIn, withOpened, type Opened, type Run } from './opened.ts'
import { ReleaseRecord } from './release-record.ts'
import type { Release } from './release.ts'
import { closureOf, refuseUnmet, requiredBy } from './release-order.ts'
import { runSection } from './run-section.ts'
import { sectionJob } from './section-job.ts'
import { findRevision, selectDatabases } from './selection.ts'
import { rowOf, type RevisionStanding } from './standing.ts'

/** What `up` is asked for. */
export interface UpOptions {
  /** Names of databases; empty means all. */
  readonly only: readonly string[]
  /** The last revision to apply, with all that has to come before it; null means everything. */
  readonly to: string | null
  /** If given, only these of them, as `database/id`. */
  readonly exactly?: readonly string[]
  /** Whether a revision may be applied that stands before an applied one. */
  readonly allowOutOfOrder: boolean
}

/**
 * Applies what is pending, over all databases in their order. What is found wrong before the first
 * statement is thrown, and nothing has been done; what fails after it is told in the release.
 *
 * @throws UserError for faults in the files, the ledgers or the connections
 */
export async function up(run: Run, options: UpOptions): Promise<Release> {
  const selected = selectDatabases(run.application, options.only)
  refuseAlembicFaults(run.histories, withRequired(run, selected))
  const wanted = wantedRevisions(run, selected, options)
  return withOpened(run, withRequired(run, selected), async (opened) => {
    const standings = opened.map(({ standing }) => standing)
    refuseContradictions(standings, options)
    const pending = run.order.filter(
      (revision) => wanted.has(revision) && isPending(standingIn(opened, revision)),
    )
    await prepare(run, opened, pending)
    const target = alembicTarget(run, options.to)
    const job = { revisions: pending, direction: 'up', target } as const
    const alembic = await prepareAlembic(run, opened, job)
    return applyAll(run, opened.filter(isOf(selected)), { pending, alembic })
  })
}

function isOf(selected: readonly Database[]): (opened: Opened) => boolean {
  return ({ context }) => selected.some(({ name }) => name === context.database)
}

/** Revisions of the selected databases, up to the one that was named. */
function wantedRevisions(
  run: Run,
  selected: readonly Database[],
  { to, exactly }: UpOptions,
): ReadonlySet<Revision> {
  const names = new Set(selected.map(({ name }) => name))
  const histories = run.histories.filter(({ database }) => names.has(database))
  const all = new Set(
    revisionsOf(histories).filter(({ database, id }) => {
      return exactly?.includes(`${database}/${id}`) ?? true
    }),
  )
  if (to === null) return all
  const closure = closureOf(findRevision(histories, to), run)
  return new Set([...all].filter((revision) => closure.has(revision)))
}

/** A database that a selected one's migrations refer to is opened too, to see how far it is. */
function withRequired(run: Run, selected: readonly Database[]): readonly Database[] {
  const names = new Set(selected.map(({ name }) => name))
  for (const history of run.histories.filter(({ database }) => names.has(database))) {
    for (const revision of history.revisions) {
      for (const required of requiredBy(revision, run)) names.add(required.database)
    }
  }
  return run.application.databases.filter(({ name }) => names.has(name))
}

/** What can be known to fail is told before anything is done. */
async function prepare(
  run: Run,
  opened: readonly Opened[],
  pending: readonly Revision[],
): Promise<void> {
  if (pending.length === 0) return
  await loadParser()
  for (const revision of pending) {
    if (revision.kind === 'alembic') continue
    const row = standingIn(opened, revision).row
    if (row?.state === 'partial' && row.direction === 'down') throw halfWayDown(revision)
    checkStatements(revision, sectionJob(revision, 'up', row))
  }
  const later = new Set(pending)
  for (const revision of pending) {
    const met = requiredBy(revision, run).every((required) => later.has(required))
    if (!met) {
      refuseUnmet(
        revision,
        run,
        opened.map(({ standing }) => standing),
      )
    }
  }
}

interface Applying {
  readonly pending: readonly Revision[]
  readonly alembic: PreparedAlembic
}

async function applyAll(
  run: Run,
  opened: readonly Opened[],
  { pending, alembic }: Applying,
): Promise<Release> {
  for (const { context, history } of pending.length > 0 ? opened : []) {
    // Alembic's own table is the ledger of its histories.
    if (history.kind === 'sql') await ensureLedger(context)
  }
  const record = new ReleaseRecord(run, opened, 'up')
  try {
    for (const revision of pending) {
      if (revision.kind === 'sql') await applyOne(run, record, revision)
      else await alembic.run(record, revision)
    }
  } catch (error) {
    return record.failed(error)
  }
  return record.finished()
}

async function applyOne(run: Run, record: ReleaseRecord, revision: SqlRevision): Promise<void> {
  const { context, standing } = record.begin(revision)
  const row = rowOf(standing, revision)
  const { optional } = revision.up
  const reason = optional === null ? null : await extensionRefusal(context.session, optional)
  if (reason !== null) {
    await context.session.run(skipRow(run, revision, reason))
    record.skipped(revision, reason)
    return
  }
  const milliseconds = await runSection(context, sectionJob(revision, 'up', row))
  record.done(revision, milliseconds)
}

function skipRow(run: Run, revision: SqlRevision, reason: string): string {
  return recordRow({
    revision: revision.id,
    checksum: revision.checksum,
    state: 'skipped',
    direction: 'up',
    statements: 0,
    done: null,
    inDoubt: false,
    reason,
    milliseconds: 0,
    release: run.release,
  })
}

function isPending({ state }: RevisionStanding): boolean {
  return state === 'pending' || state === 'partial' || state === 'skipped'
}

function halfWayDown(revision: SqlRevision): UserError {
  return new UserError(
    `Migration "${revision.database}/${revision.id}" was interrupted on its way down.`,
    {
      code: 'interrupted-down',
      at: { file: revision.file, line: 1, column: 1 },
      hint: 'Finish that first: `elenchus down`.',
    },
  )
}

/** What `--to` would be for Alembic's own command. */
function alembicTarget(run: Run, to: string | null): AlembicJob['target'] {
  if (to === null) return undefined
  const { database, id: words } = findRevision(run.histories, to)
  return { database, words }
}

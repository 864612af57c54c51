import type { Revision } from '../history/revision.ts'
import { revisionsOf } from '../history/revisions-of.ts'
import { UserError } from '../kernel/user-error.ts'
import { loadParser } from '../sql/parser.ts'
import { ancestorsOf } from '../history/alembic/revision-graph.ts'
import { prepareAlembic, type AlembicJob, type PreparedAlembic } from './alembic/prepare-alembic.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import { checkStatements } from './check-statements.ts'
import { refuseContradictions } from './guard.ts'
import { eraseRow } from './ledger/record.ts'
import { standingIn, withOpened, type Opened, type Run } from './opened.ts'
import { ReleaseRecord } from './release-record.ts'
import { closureOf, requiredBy } from './release-order.ts'
import type { Release } from './release.ts'
import { runSection } from './run-section.ts'
import { sectionJob } from './section-job.ts'
import { findRevision, selectDatabases } from './selection.ts'
import type { DatabaseStanding } from './standing.ts'

/** How far down: so many revisions, to one that stays, or to nothing. */
export type Depth =
  | { readonly kind: 'steps'; readonly count: number }
  | { readonly kind: 'to'; readonly revision: string }
  | { readonly kind: 'all' }

/** What `down` is asked for. */
export interface DownOptions {
  /** Names of databases; empty means all. */
  readonly only: readonly string[]
  readonly depth: Depth
}

/**
 * Takes applied revisions back, the last one of the application's order first. Each has to have a
 * section for it; that is made sure of before anything is done.
 *
 * @throws UserError as `up` does, and where one that stays requires one that would go
 */
export async function down(run: Run, options: DownOptions): Promise<Release> {
  const selected = selectDatabases(run.application, options.only)
  refuseAlembicFaults(run.histories, run.application.databases)
  return withOpened(run, run.application.databases, async (opened) => {
    const names = new Set(selected.map(({ name }) => name))
    const mine = opened.filter(({ context }) => names.has(context.database))
    refuseContradictions(
      mine.map(({ standing }) => standing),
      { allowOutOfOrder: true },
    )
    const applied = run.order.filter(
      (revision) => names.has(revision.database) && isThere(opened, revision),
    )
    const going = chosen(run, applied.toReversed(), options.depth)
    await prepare(run, opened, going)
    const target = alembicTarget(run, options.depth)
    const job = { revisions: going, direction: 'down', target } as const
    const alembic = await prepareAlembic(run, opened, job)
    return takeBackAll(run, mine, { going, alembic })
  })
}

/** @param applied the last one first */
function chosen(run: Run, applied: readonly Revision[], depth: Depth): readonly Revision[] {
  switch (depth.kind) {
    case 'all':
      return applied
    case 'steps':
      return applied.slice(0, depth.count)
    case 'to': {
      const stays = findRevision(run.histories, depth.revision)
      const mine = applied.filter(({ database }) => database === stays.database)
      if (!mine.includes(stays)) throw notApplied(stays)
      if (stays.kind === 'alembic') {
        return mine.filter((one) => one !== stays && comesAfter(run, one, stays))
      }
      const at = mine.indexOf(stays)
      return mine.slice(0, at)
    }
  }
}

async function prepare(
  run: Run,
  opened: readonly Opened[],
  going: readonly Revision[],
): Promise<void> {
  if (going.length === 0) return
  await loadParser()
  for (const revision of going) {
    if (revision.kind === 'alembic') continue
    const { row, state } = standingIn(opened, revision)
    if (state === 'skipped') continue
    if (state === 'partial' && row?.direction === 'up') throw halfWayUp(revision)
    checkStatements(revision, sectionJob(revision, 'down', row))
  }
  const leaving = new Set(going)
  for (const revision of revisionsOf(run.histories)) {
    if (leaving.has(revision) || !isThere(opened, revision)) continue
    const needed = requiredBy(revision, run).find((one) => leaving.has(one))
    if (needed !== undefined) throw stillRequired(revision, needed)
  }
  for (const { standing } of opened) refuseBeyond(standing, leaving)
}

/** A branch that the target leaves out may stand on what would go. */
function refuseBeyond(standing: DatabaseStanding, leaving: ReadonlySet<Revision>): void {
  if (standing.kind === 'sql') return
  const { history, revisions } = standing
  for (const { state, revision } of revisions) {
    if (state !== 'applied' || revision === null || leaving.has(revision)) continue
    const before = ancestorsOf(history.source.graph, [revision.id])
    const needed = history.revisions.find((one) => leaving.has(one) && before.has(one.source))
    if (needed !== undefined) throw stillRequired(revision, needed)
  }
}

interface TakingBack {
  readonly going: readonly Revision[]
  readonly alembic: PreparedAlembic
}

async function takeBackAll(
  run: Run,
  opened: readonly Opened[],
  { going, alembic }: TakingBack,
): Promise<Release> {
  const record = new ReleaseRecord(run, opened, 'down')
  try {
    for (const revision of going) {
      if (revision.kind === 'alembic') {
        await alembic.run(record, revision)
        continue
      }
      const { context } = record.begin(revision)
      const { row, state } = standingIn(opened, revision)
      if (state === 'skipped') {
        await context.session.run(eraseRow(revision.id))
        record.done(revision, 0)
      } else {
        record.done(revision, await runSection(context, sectionJob(revision, 'down', row)))
      }
    }
  } catch (error) {
    return record.failed(error)
  }
  return record.finished()
}

function isThere(opened: readonly Opened[], revision: Revision): boolean {
  const { state } = standingIn(opened, revision)
  return state !== 'pending'
}

/** What Alembic's own command would be told. */
function alembicTarget(run: Run, depth: Depth): AlembicJob['target'] {
  switch (depth.kind) {
    case 'steps':
      return undefined
    case 'all':
      return { database: null, words: 'base' }
    case 'to': {
      const { database, id: words } = findRevision(run.histories, depth.revision)
      return { database, words }
    }
  }
}

function comesAfter(run: Run, revision: Revision, other: Revision): boolean {
  return closureOf(revision, run).has(other)
}

function notApplied(revision: Revision): UserError {
  return new UserError(`Migration "${revision.database}/${revision.id}" is not applied.`, {
    code: 'not-applied',
    hint: '`--to` names the migration that stays the last one; `elenchus status` shows which are applied.',
  })
}

function halfWayUp(revision: Revision): UserError {
  const name = `${revision.database}/${revision.id}`
  return new UserError(`Migration "${name}" was interrupted on its way up.`, {
    code: 'interrupted-up',
    at: { file: revision.file, line: 1, column: 1 },
    hint: `Finish it first: \`elenchus up\`. If it cannot be finished, undo it by hand and say so: \`elenchus stamp ${name} --forget\`.`,
  })
}

function stillRequired(revision: Revision, needed: Revision): UserError {
  return new UserError(
    `Migration "${needed.database}/${needed.id}" is required by "${revision.database}/${revision.id}", which is applied.`,
    {
      code: 'still-required',
      at: revision.requires[0]?.at,
      hint: `Take that back first: \`elenchus down --only ${revision.database}\`.`,
    },
  )
}

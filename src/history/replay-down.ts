import type { Difference } from '../compare/difference.ts'
import { differencesOfObjects } from '../compare/differences.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { unlikeWholes, type TrackedObjects } from './blame/tracked-object.ts'
import type { Touched, Watch } from './blame/watch.ts'
import type { ReplayableRevision, ReplayedRevision } from './replayed-revision.ts'
import { resetSession } from './reset-session.ts'
import { factsOf } from './statement-failure.ts'

/** What came of taking a revision back, right after it was applied. */
export type DownReplay =
  /** The revision has no way down. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly replayed: ReplayedRevision }
  /** Down leads to where up began. */
  | Led<'inverse'>
  /** Down leads elsewhere. */
  | (Led<'not-inverse'> & {
      /** Left is how it was before up, right how it is after down. */
      readonly differences: readonly Difference[]
    })

interface Led<Kind> {
  readonly kind: Kind
  readonly replayed: ReplayedRevision
  /** Null where down was rolled back, so that up did not have to be run again. */
  readonly again: ReplayedRevision | null
}

/** A revision that was just applied. */
export interface AppliedRevision {
  readonly session: Session
  readonly revision: ReplayableRevision
  readonly watch: Watch
  /** What was there before it. */
  readonly before: TrackedObjects
}

/** What came of it, and where it was not rolled back, what is there now instead of what was. */
export interface TakenBack {
  readonly replay: DownReplay
  readonly upAgain: Touched | null
}

/**
 * Takes a revision back in a transaction that is rolled back, so that a bad way down does not spoil
 * the revisions after it. Where it cannot be run in a transaction, it is run as it is, and then up
 * again.
 */
export async function replayDown(applied: AppliedRevision): Promise<TakenBack> {
  if (!applied.revision.hasDown) return { replay: { kind: 'missing' }, upAgain: null }
  const held = await downAndRollback(applied)
  return held === null ? downAndUp(applied) : { replay: held, upAgain: null }
}

/** Null where it cannot be run in a transaction. */
async function downAndRollback(applied: AppliedRevision): Promise<DownReplay | null> {
  const { session, revision, watch, before } = applied
  await session.run('begin')
  try {
    const ground = { session: watch.session, transaction: 'held' } as const
    const replayed = await checkDeferred(session, await revision.execute(ground, 'down'))
    if (isRefusedInTransaction(replayed)) return null
    if (replayed.state !== 'applied') return { kind: 'failed', replayed }
    await resetSession(session)
    const { objects } = await watch.peek()
    return ledTo({ before, after: objects }, replayed, null)
  } finally {
    await session.run('rollback')
    await resetSession(session)
  }
}

/** What is deferred to the commit would fail there. */
async function checkDeferred(
  session: Session,
  replayed: ReplayedRevision,
): Promise<ReplayedRevision> {
  const last = replayed.statements.at(-1)
  if (replayed.state !== 'applied' || last === undefined) return replayed
  try {
    await session.run('set constraints all immediate')
    return replayed
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error
    const { message, code } = error
    const failure = { message, code, at: last.at, excerpt: null, details: factsOf(error) }
    return { ...replayed, state: 'failed', failure }
  }
}

function isRefusedInTransaction({ failure }: ReplayedRevision): boolean {
  const { activeSqlTransaction, invalidTransactionTermination } = sqlState
  return failure?.code === activeSqlTransaction || failure?.code === invalidTransactionTermination
}

async function downAndUp(applied: AppliedRevision): Promise<TakenBack> {
  const { session, revision, watch, before } = applied
  const ground = { session: watch.session, transaction: 'own' } as const
  const run = async (direction: 'up' | 'down'): Promise<ReplayedRevision> => {
    const replayed = await revision.execute(ground, direction)
    if (replayed.failure !== null) await session.run('rollback')
    await resetSession(session)
    return replayed
  }
  const up = watch.objects()
  const replayed = await run('down')
  const { objects: after } = await watch.look()
  if (replayed.state !== 'applied') {
    return { replay: { kind: 'failed', replayed }, upAgain: exchanged(up, after) }
  }
  const again = await run('up')
  const { objects: now } = await watch.look()
  return { replay: ledTo({ before, after }, replayed, again), upAgain: exchanged(up, now) }
}

interface Ends {
  readonly before: TrackedObjects
  readonly after: TrackedObjects
}

function ledTo(
  { before, after }: Ends,
  replayed: ReplayedRevision,
  again: ReplayedRevision | null,
): DownReplay {
  const { left, right } = unlikeWholes(before, after)
  const differences = differencesOfObjects(left, right)
  if (differences.length > 0) return { kind: 'not-inverse', replayed, again, differences }
  return { kind: 'inverse', replayed, again }
}

function exchanged(before: TrackedObjects, after: TrackedObjects): Touched {
  return {
    before: [...before.values()].flat(),
    after: [...after.values()].flat(),
    objects: after,
    events: [],
  }
}

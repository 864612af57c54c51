import type { HistoryFailure, HistoryGap } from '../../audit/audit-case.ts'
import { behindBreaks } from '../../audit/history-break.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { Touch } from '../../audit/touches.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { ReplayableRevision, ReplayedRevision } from '../../history/replayed-revision.ts'
import { resetSession } from '../../history/reset-session.ts'
import { asSentence } from '../../history/statement-failure.ts'
import { introspect, introspectWithDependencies } from '../../postgres/introspect.ts'
import type { Session } from '../../postgres/session.ts'
import type { Run } from '../../run/opened.ts'
import { withShadow } from '../../run/rebuild.ts'
import { replayRevisions } from '../../run/replay-database.ts'
import { gapsOfReplay } from './gaps-of-replay.ts'
import type { HeardRevisions } from './heard-revisions.ts'
import { mayDrop, touchedNames, type DropGround } from './touched-names.ts'
import { touchesOfBlame } from './touches-of-blame.ts'

/** What the replay of a history told: plain data, as JSON holds it. */
export interface ToldByReplay {
  /** What all of them make that can be run. */
  readonly head: Catalogue
  /** What those make that the database claims to have; null where it claims all of them. */
  readonly claimed: Catalogue | null
  /** Nothing is recorded in the database. */
  readonly claimsNothing: boolean
  /** As `server_version_num`, of the shadow. */
  readonly serverVersion: number
  /** The first migration that cannot be run: those after it may fail for its sake. */
  readonly failures: readonly HistoryFailure[]
  /** What of it could not be read, or was refused and passed over. */
  readonly gaps: readonly HistoryGap[]
  /** What came of each revision. */
  readonly revisions: readonly RevisionReplay[]
  /** By the keys of objects. */
  readonly touches: readonly (readonly [string, readonly Touch[]])[]
  /** Names of what revisions behind a break needed and nobody made, or were refused. */
  readonly doubtful: readonly string[]
}

/** Which revisions are replayed, and whether each is also taken back. */
export interface ReplayWanted extends HeardRevisions {
  readonly database: string
  readonly down: boolean
}

/** Replays a history once, and looks on the way at what the database claims to have of it. */
export async function toldByReplay(
  run: Run,
  { database, down, head, claimed, breaks, findPlace }: ReplayWanted,
): Promise<ToldByReplay> {
  const stop = beginsWith(head, claimed) ? claimed.length : null
  let onTheWay: Catalogue | null = null
  const grounds = new Map<string, DropGround>()
  const groundOf = ({ revision }: RevisionReplay): DropGround | null =>
    grounds.get(revision) ?? null
  const replay = await replayRevisions(run, {
    database,
    revisions: head,
    down,
    async onReplayed({ revision, up }, at, session) {
      if (up.undone.some(mayDrop)) grounds.set(revision, await introspectWithDependencies(session))
      const isThere = at + 1 === stop && stop < head.length
      if (isThere) onTheWay = (await introspect(session)).catalogue
    },
  })
  const { revisions, catalogue, serverVersion } = replay
  // What stands behind a break may fail, or lack something, for its sake alone.
  const behind = behindBreaks(breaks)
  const unread = new Set(breaks.flatMap(({ within }) => [...within]))
  const whole = revisions.filter(({ revision }) => !behind.has(revision))
  const failures = whole.flatMap(({ revision, up }) => failureOf(revision, up))
  const apart = stop === null ? await rebuilt(run, claimed) : null
  return {
    head: catalogue,
    claimed: apart?.catalogue ?? onTheWay,
    claimsNothing: claimed.length === 0,
    serverVersion,
    failures: [...failures, ...(apart?.failures ?? [])].slice(0, 1),
    gaps: revisions
      .filter(({ revision }) => !unread.has(revision))
      .flatMap((one) =>
        gapsOfReplay(behind.has(one.revision) ? asBehind(one) : one, groundOf(one)),
      ),
    doubtful: revisions.flatMap((one) =>
      behind.has(one.revision) ? namesInDoubt(one, groundOf(one)) : [],
    ),
    revisions,
    touches: [...touchesOfBlame(replay, findPlace)],
  }
}

/** Whether what is claimed is the beginning of the whole: nothing out of order or interrupted. */
function beginsWith(
  head: readonly ReplayableRevision[],
  claimed: readonly ReplayableRevision[],
): boolean {
  return claimed.every((revision, at) => revision === head[at])
}

/** What revisions make in another order, or a part of them. */
function rebuilt(
  run: Run,
  revisions: readonly ReplayableRevision[],
): Promise<Pick<ToldByReplay, 'failures'> & { readonly catalogue: Catalogue }> {
  return withShadow(run, async (shadow) => {
    const failures: HistoryFailure[] = []
    for (const revision of revisions) {
      failures.push(...failureOf(revision.id, await replayOne(shadow, revision)))
    }
    return { failures, catalogue: (await introspect(shadow)).catalogue }
  })
}

async function replayOne(
  session: Session,
  revision: ReplayableRevision,
): Promise<ReplayedRevision> {
  const up = await revision.execute({ session, transaction: 'own' }, 'up')
  if (up.failure !== null) await session.run('rollback')
  await resetSession(session)
  return up
}

/** A replay that fails is a finding about the history. */
function failureOf(
  revision: string,
  { failure }: Pick<ReplayedRevision, 'failure'>,
): readonly HistoryFailure[] {
  if (failure === null) return []
  const { message, details, at } = failure
  return [{ kind: 'up', revision, message: asSentence(message), details, at }]
}

/** What fails or lacks something behind a break does so for its sake. */
function asBehind({ up, ...replay }: RevisionReplay): RevisionReplay {
  const gaps = up.gaps.filter(({ kind }) => kind === 'schema')
  return { ...replay, up: { ...up, gaps, failure: null } }
}

/** What a revision behind a break says of these names follows from what it lacked. */
function namesInDoubt({ up }: RevisionReplay, ground: DropGround | null): readonly string[] {
  const lacking = up.gaps.flatMap(({ kind, touches }) =>
    kind === 'absent' || kind === 'consequence' ? touches : [],
  )
  const lent = up.assumptions.flatMap(({ kind, text }) =>
    kind === 'borrowed' ? (/"(.+?)"/.exec(text)?.[1] ?? []) : [],
  )
  return [...lacking, ...lent, ...(up.failure === null ? [] : touchedNames(up.undone, ground))]
}

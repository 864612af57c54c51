import type { Catalogue } from '../catalogue/catalogue.ts'
import { wholeObjectsOf } from '../compare/catalogue-object.ts'
import type { Difference } from '../compare/difference.ts'
import { differencesOfObjects } from '../compare/differences.ts'
import type { Place } from '../kernel/place.ts'
import { introspect } from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import { BlameRecord, type Author, type BlamedObject, type ChangeCounts } from './blame/blame.ts'
import { EventIndex, statementsBehind, type Deeds } from './blame/events-behind.ts'
import { placesOfStatements } from './blame/places-of-statements.ts'
import { wholesOf } from './blame/tracked-object.ts'
import type { Watch, WatchMethod } from './blame/watch.ts'
import { replayDown, type DownReplay } from './replay-down.ts'
import type { ReplayableRevision, ReplayedRevision } from './replayed-revision.ts'
import { resetSession } from './reset-session.ts'

/** What came of replaying a history on a shadow. */
export interface HistoryReplay {
  /** In the order in which they were replayed. */
  readonly revisions: readonly RevisionReplay[]
  /** How it was found out what a revision touched. */
  readonly method: WatchMethod
  /** Every object that a revision touched, and what each revision did to it. */
  readonly blame: readonly BlamedObject[]
  /** What is otherwise in the end than all that was seen: done past PostgreSQL's event triggers. */
  readonly unseen: readonly Difference[]
  /** What the history makes. */
  readonly catalogue: Catalogue
  /** As `server_version_num`, of the shadow. */
  readonly serverVersion: number
}

/** What came of one revision. */
export interface RevisionReplay {
  readonly revision: string
  readonly title: string
  readonly file: string
  readonly up: ReplayedRevision
  /** How many objects it changed. */
  readonly changes: ChangeCounts
  /** Null where the way back was not asked for, or the way up did not succeed. */
  readonly down: DownReplay | null
}

/** How a history is replayed. */
export interface ReplayHistoryOptions {
  readonly watch: Watch
  /** Whether each revision is also taken back, to see whether that leads to where it began. */
  readonly down: boolean
  /** Called before each revision with its place in the list. */
  readonly onRevision?: (at: number) => void
  /** Called after each with its place in the list, before the next: the session is at leisure then. */
  readonly onReplayed?: (replayed: RevisionReplay, at: number, session: Session) => Promise<void>
}

/**
 * Replays revisions one after another and puts down who did what to which object. A revision that
 * fails does not end it: those after it are tried as well.
 */
export async function replayHistory(
  session: Session,
  revisions: readonly ReplayableRevision[],
  { watch, down, onRevision, onReplayed }: ReplayHistoryOptions,
): Promise<HistoryReplay> {
  const record = new BlameRecord(watch.objects())
  const replayed: RevisionReplay[] = []
  for (const [at, revision] of revisions.entries()) {
    onRevision?.(at)
    const before = watch.objects()
    const { up, author, changes } = await replayUp({ session, revision, watch, record })
    const back =
      down && up.state === 'applied' ? await replayDown({ session, revision, watch, before }) : null
    if (back?.upAgain) record.adopt(back.upAgain, author)
    const { id, title, file } = revision
    const one = { revision: id, title, file, up, changes, down: back?.replay ?? null }
    replayed.push(one)
    await onReplayed?.(one, at, session)
  }
  const { catalogue, unseen } = await lookAgain(session, watch)
  return {
    revisions: replayed,
    method: watch.method,
    blame: record.objects(),
    unseen,
    catalogue,
    serverVersion: session.serverVersion,
  }
}

/** In the end all is described, whatever event triggers told. */
async function lookAgain(
  session: Session,
  watch: Watch,
): Promise<Pick<HistoryReplay, 'catalogue' | 'unseen'>> {
  const described = watch.described()
  if (described !== null) return { catalogue: described, unseen: [] }
  const { catalogue } = await introspect(session)
  const unseen = differencesOfObjects(wholesOf(watch.objects()), wholeObjectsOf(catalogue))
  return { catalogue, unseen }
}

interface UpReplay {
  readonly session: Session
  readonly revision: ReplayableRevision
  readonly watch: Watch
  readonly record: BlameRecord
}

async function replayUp({ session, revision, watch, record }: UpReplay): Promise<{
  readonly up: ReplayedRevision
  readonly author: Author
  readonly changes: ChangeCounts
}> {
  const from = watch.sent()
  const up = await revision.execute(
    { session: watch.session, transaction: 'own', runTogether: watch.runTogether },
    'up',
  )
  // A text that begins a transaction of its own may leave it open where it fails.
  if (up.failure !== null) await session.run('rollback')
  await resetSession(session)
  const touched = await watch.look()
  const places = placesOfStatements(up.statements, from, (number) => watch.textOf(number))
  const author = authorOf(revision, places, {
    events: new EventIndex(touched.events),
    textOf: watch.textOf,
  })
  return { up, author, changes: record.record(touched, author) }
}

function authorOf(
  { id, file }: ReplayableRevision,
  places: ReadonlyMap<number, Place>,
  deeds: Deeds,
): Author {
  return {
    revision: id,
    file,
    placesOf: (tracked, change) =>
      statementsBehind(tracked, change, deeds).flatMap((number) => places.get(number) ?? []),
  }
}

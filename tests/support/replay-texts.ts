import { onTestFinished } from 'vitest'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import type { BlamedObject, Deed } from '../../src/history/blame/blame.ts'
import { watchCatalogues } from '../../src/history/blame/watch-catalogues.ts'
import { watchEvents } from '../../src/history/blame/watch-events.ts'
import { readRevision } from '../../src/history/read-revision.ts'
import { replayHistory, type HistoryReplay } from '../../src/history/replay-history.ts'
import { replayableSqlRevision } from '../../src/history/replayable-sql-revision.ts'
import type { ReplayableRevision } from '../../src/history/replayed-revision.ts'
import { formatReference } from '../../src/catalogue/object-reference.ts'
import { Secret } from '../../src/kernel/secret.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { connectServer } from '../../src/postgres/connect-server.ts'
import { parseAddress } from '../../src/postgres/server-address.ts'
import type { Session } from '../../src/postgres/session.ts'
import { loadParser } from '../../src/sql/parser.ts'
import type { Major } from './native-postgres.ts'
import { testCache } from './test-cache.ts'
import { testDatabase } from './test-database.ts'

/** What a history is replayed on. */
export type Ground = Major | 'embedded'

/** An empty database, which goes when the test ends. */
export async function emptySession(ground: Ground): Promise<Session> {
  const session =
    ground === 'embedded'
      ? await openEmbedded({ folder: null, cache: testCache, clock: systemClock })
      : await connectTo((await testDatabase(ground)).url)
  onTestFinished(() => session.close())
  return session
}

/** A session on a database of the native servers. */
export function connectTo(url: string): Promise<Session> {
  return connectServer(parseAddress(new Secret(url)), { connectTimeout: 10_000 })
}

/** Revisions 001, 002… with these texts; a text without a marker is a way up. */
export function revisionsOf(texts: readonly string[]): readonly ReplayableRevision[] {
  return texts.map((text, at) => {
    const version = String(at + 1).padStart(3, '0')
    const marked = text.includes('-- migrate:up') ? text : `-- migrate:up\n${text}`
    const named = { id: `${version}_r`, version, name: 'r', database: 'shop' }
    return replayableSqlRevision(readRevision({ ...named, file: `${version}_r.sql`, text: marked }))
  })
}

/** Replays texts on an empty database, and puts down who did what. */
export async function replayTexts(
  session: Session,
  texts: readonly string[],
  options: { readonly down?: boolean; readonly method?: 'events' | 'catalogues' } = {},
): Promise<HistoryReplay> {
  await loadParser()
  const { down = false, method = 'events' } = options
  const watch = method === 'events' ? await watchEvents(session) : await watchCatalogues(session)
  if (watch === null) throw new Error('no event triggers')
  return replayHistory(session, revisionsOf(texts), { watch, down })
}

/** The deeds on an object, as `001 created 2`: revision, what, lines. */
export function deedsOf({ blame }: HistoryReplay, name: string): readonly string[] {
  const found = blame.filter(({ object }) => formatReference(object) === name)
  return found.flatMap(({ deeds, isThere }: BlamedObject) => [
    ...deeds.map(deedLine),
    ...(isThere ? [] : ['gone']),
  ])
}

function deedLine({ revision, change, places }: Deed): string {
  const what =
    change.kind === 'altered'
      ? `altered ${change.attributes.map(({ attribute }) => attribute).join(' ')}`
      : change.kind === 'renamed'
        ? `renamed from ${formatReference(change.from)}`
        : change.kind
  return `${revision.slice(0, 3)} ${what} ${places.map(({ line }) => line).join(',')}`.trim()
}

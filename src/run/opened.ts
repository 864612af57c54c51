import { existsSync } from 'node:fs'
import type { History, Revision } from '../history/revision.ts'
import { openShadow } from '../shadow/open-shadow.ts'
import type { Session } from '../postgres/session.ts'
import type { Application, Database } from '../settings/application.ts'
import { databaseRefusal } from './database-refusal.ts'
import { createLedger, readLedger } from './ledger/read-ledger.ts'
import { openDatabase } from './open-database.ts'
import { RecordingSession, type Recorded } from './recording.ts'
import type { RunContext, RunEnvironment } from './run-context.ts'
import { takeRunnerLock } from './runner-lock.ts'
import { sessionDefaults } from './session-defaults.ts'
import { readStandingOf } from './read-standing.ts'
import type { DatabaseStanding, RevisionStanding } from './standing.ts'

/** A database in our hands: open, locked against other runs, its ledger read. */
export interface Opened {
  readonly context: RunContext
  readonly history: History
  readonly standing: DatabaseStanding
}

/** What a run is about. */
export interface Run {
  readonly application: Application
  readonly histories: readonly History[]
  /** All revisions in the order in which they may be applied. */
  readonly order: readonly Revision[]
  /** What each revision requires by name. */
  readonly required: ReadonlyMap<Revision, readonly Revision[]>
  readonly environment: RunEnvironment
  readonly release: string
  readonly inDoubt: RunContext['inDoubt']
  /** Where to write down what would be sent, for a dry run; null to send it. */
  readonly recording: Recorded[] | null
}

/**
 * Opens and locks databases, does the work, and closes them whatever happens. All are locked before
 * anything is done, in the order of their names, so that two runs cannot hold one each and wait
 * for the other's.
 */
export async function withOpened<T>(
  run: Run,
  databases: readonly Database[],
  work: (opened: readonly Opened[]) => Promise<T>,
): Promise<T> {
  const opened: Opened[] = []
  const sessions: Session[] = []
  try {
    for (const database of databases) opened.push(await openOne(run, database, sessions))
    return await work(opened)
  } finally {
    for (const session of sessions) await session.close()
  }
}

/** Whatever comes after it, an opened session is in the list of those to be closed. */
async function openOne(run: Run, database: Database, sessions: Session[]): Promise<Opened> {
  try {
    const context = await openContext(run, database, sessions)
    // A dry run changes nothing, so it waits for nobody.
    if (run.recording === null) await takeRunnerLock(context)
    return await readStanding(run, context)
  } catch (error) {
    throw databaseRefusal(database.name, error, database.migrations.kind)
  }
}

/** Reads what is recorded again, after something was. */
export async function readStanding(run: Run, context: RunContext): Promise<Opened> {
  const history = historyOf(run.histories, context.database)
  return { context, history, standing: await readStandingOf(run, history, context.session) }
}

/** Makes the ledger where there is none. */
export async function ensureLedger({ session, database }: RunContext): Promise<void> {
  const ledger = await readLedger(session, database)
  if (ledger !== null) return
  try {
    await session.run(`begin; ${createLedger}; commit`)
  } catch (error) {
    await session.run('rollback').catch(() => undefined)
    throw databaseRefusal(database, error)
  }
}

/** Where a revision stands in its database, which has to be among the opened ones. */
export function standingIn(opened: readonly Opened[], revision: Revision): RevisionStanding {
  const one = opened.find(({ context }) => context.database === revision.database)
  const standings: readonly RevisionStanding[] = one?.standing.revisions ?? []
  const standing = standings.find(({ id }) => id === revision.id)
  if (standing === undefined) throw new RangeError(`${revision.id} was not opened`)
  return standing
}

/** The history of a database; each has one, if an empty one. */
export function historyOf(histories: readonly History[], database: string): History {
  const history = histories.find((candidate) => candidate.database === database)
  if (history === undefined) throw new RangeError(`no history of ${database}`)
  return history
}

async function openContext(run: Run, database: Database, sessions: Session[]): Promise<RunContext> {
  const { environment, recording } = run
  const open = opener(run, database)
  const opened = await open()
  sessions.push(opened)
  const session =
    recording === null ? opened : new RecordingSession(opened, database.name, recording)
  await opened.run(sessionDefaults(opened.engine, database.timeouts))
  const [process] = await opened.query<{ id: number }>('select pg_catalog.pg_backend_pid() as id')
  return {
    database: database.name,
    session,
    release: run.release,
    timeouts: database.timeouts,
    inDoubt: run.inDoubt,
    processId: process?.id ?? 0,
    // An embedded database has room for one session only.
    openObserver: session.engine === 'server' ? open : null,
    clock: environment.clock,
    progress: environment.progress,
    random: environment.random,
  }
}

/** How to open sessions on a database. For a dry run one that is not there yet is an empty one. */
function opener(run: Run, database: Database): () => Promise<Session> {
  const { environment, recording } = run
  const { engine } = database
  if (recording !== null && engine.kind === 'embedded' && !existsSync(engine.folder)) {
    const place = { kind: 'embedded' } as const
    const { cache, clock } = environment
    const connectTimeout = database.timeouts.connect
    return () => openShadow({ place, cache, connectTimeout, clock })
  }
  return () => openDatabase({ database, environment })
}

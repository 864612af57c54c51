import type { Rights } from '../catalogue/object-rights.ts'
import type {
  AlembicDatabaseHistory,
  History,
  SqlHistory,
  SqlRevision,
} from '../history/revision.ts'
import {
  introspect,
  introspectWithRights,
  type Introspection,
  type IntrospectionWithDependencies,
} from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import { replay } from '../history/replay.ts'
import { alembicWorld } from '../run/alembic/alembic-world.ts'
import { openDatabase, serverAddress } from '../run/open-database.ts'
import { historyOf, type Run } from '../run/opened.ts'
import { onShadow } from '../run/rebuild.ts'
import { emptyHistory } from '../run/replay-database.ts'
import { findRevision, selectDatabases } from '../run/selection.ts'
import { loadParser } from '../sql/parser.ts'
import { readSnapshot } from './read-snapshot.ts'
import { readScript, runScript } from './script-witness.ts'
import type { TestimonyGap } from './testimony-gap.ts'
import { formatWitness, type WitnessName } from './witness-name.ts'

/** What a witness says a database is. */
export interface Testimony extends Introspection {
  /** How the witness was named. */
  readonly witness: string
  /** What has to be known about the testimony, for people. */
  readonly notes: readonly string[]
  /** What of it could not be read. */
  readonly gaps: readonly TestimonyGap[]
}

/**
 * A testimony that also says which objects need which others, and who owns them and may use them, as
 * plans want to know. A snapshot does not say the latter.
 */
export type WholeTestimony = Testimony & SnapshotContent

/** Hears a witness. What makes a schema is run on a shadow; databases are only read. */
export async function testify(name: WitnessName, run: Run): Promise<Testimony> {
  return { gaps: [], ...(await hear(name, run, introspect)), witness: formatWitness(name) }
}

/** As {@link testify}, with dependencies, owners and privileges. A snapshot that was written without any has none. */
export async function testifyWhole(name: WitnessName, run: Run): Promise<WholeTestimony> {
  const heard = await hear(name, run, introspectWithRights)
  return { gaps: [], ...heard, witness: formatWitness(name) }
}

/** What a history without any migration makes: an empty database. */
export async function emptyTestimony(name: WitnessName, run: Run): Promise<WholeTestimony> {
  const made = await onShadow(run, () => Promise.resolve(), introspectWithRights)
  return { ...made, notes: [], gaps: [], witness: formatWitness(name) }
}

type Read<Found> = (session: Session) => Promise<Found>

async function hear<Found extends Introspection>(
  name: WitnessName,
  run: Run,
  read: Read<Found>,
): Promise<
  (Found | SnapshotContent) & Pick<Testimony, 'notes'> & Partial<Pick<Testimony, 'gaps'>>
> {
  switch (name.kind) {
    case 'database':
      return { ...(await readDatabase(name.database, run, read)), notes: [] }
    case 'server':
      return { ...(await readServer(name.url, run, read)), notes: [] }
    case 'history': {
      await loadParser()
      const history = historyIn(name, run)
      if (history.kind === 'alembic') return hearAlembic(history, { name, run, read })
      const revisions = revisionsUpTo(name, history)
      const steps = revisions.map((revision) => ({ revision, statements: null }))
      return { ...(await onShadow(run, (shadow) => replay(shadow, steps), read)), notes: [] }
    }
    case 'models': {
      selectDatabases(run.application, [name.database])
      const { readModelsOf, runModels } = await import('./models-witness.ts')
      const models = await readModelsOf(name.database, run)
      const refused: string[] = []
      const work = async (shadow: Session): Promise<void> => {
        refused.push(...(await runModels(shadow, models)))
      }
      const made = await onShadow(run, work, read)
      return { ...made, notes: [...models.notes, ...refused], gaps: models.gaps }
    }
    case 'alembic': {
      await loadParser()
      const { readAlembic, runAlembic } = await import('./alembic-witness.ts')
      const history = await readAlembic(name, run)
      return runOnShadow({ run, read }, (shadow) =>
        runAlembic(shadow, history, { target: name.revision }),
      )
    }
    case 'script': {
      await loadParser()
      const script = await readScript(run.environment.files, name.path)
      const made = await onShadow(run, (shadow) => runScript(shadow, script), read)
      return { ...made, notes: script.notes }
    }
    case 'snapshot': {
      const snapshot = await readSnapshot(run.environment.files, name.path)
      const { catalogue, server, dependencies = [] } = snapshot
      return { catalogue, server, dependencies, rights: null, notes: [] }
    }
  }
}

interface Hearing<Found> {
  readonly run: Run
  readonly read: Read<Found>
}

type Said = Pick<Testimony, 'notes' | 'gaps'>

async function runOnShadow<Found>(
  { run, read }: Hearing<Found>,
  work: (shadow: Session) => Promise<Said>,
): Promise<Found & Said> {
  let said: Said = { notes: [], gaps: [] }
  const made = await onShadow(
    run,
    async (shadow) => {
      said = await work(shadow)
    },
    read,
  )
  return { ...made, ...said }
}

async function hearAlembic<Found>(
  history: AlembicDatabaseHistory,
  {
    name,
    ...hearing
  }: Hearing<Found> & { readonly name: Extract<WitnessName, { kind: 'history' }> },
): Promise<Found & Said> {
  const { runAlembic } = await import('./alembic-witness.ts')
  const target = name.revision ?? history.target
  const world = alembicWorld(hearing.run, history.database)
  return runOnShadow(hearing, (shadow) => runAlembic(shadow, history.source, { target, world }))
}

type SnapshotContent = IntrospectionWithDependencies & { readonly rights: Rights | null }

/** Does something with a live database; null for a witness that is none. */
export async function withLive<Result>(
  name: WitnessName,
  run: Run,
  work: Read<Result>,
): Promise<Result | null> {
  switch (name.kind) {
    case 'database':
      return readDatabase(name.database, run, work)
    case 'server':
      return readServer(name.url, run, work)
    case 'history':
    case 'models':
    case 'alembic':
    case 'script':
    case 'snapshot':
      return null
  }
}

async function readDatabase<Found>(name: string, run: Run, read: Read<Found>): Promise<Found> {
  const [database] = selectDatabases(run.application, [name])
  if (database === undefined) throw new RangeError(`no database ${name}`)
  const session = await openDatabase({ database, environment: run.environment })
  try {
    return await read(session)
  } finally {
    await session.close()
  }
}

async function readServer<Found>(
  url: Extract<WitnessName, { kind: 'server' }>['url'],
  run: Run,
  read: Read<Found>,
): Promise<Found> {
  const { connectServer } = await import('../postgres/connect-server.ts')
  const address = await serverAddress({ url, tls: null }, run.environment.files)
  const session = await connectServer(address, {
    connectTimeout: run.application.timeouts.connect,
  })
  try {
    return await read(session)
  } finally {
    await session.close()
  }
}

/** @throws UserError for a database without migrations */
function historyIn({ database }: Extract<WitnessName, { kind: 'history' }>, run: Run): History {
  selectDatabases(run.application, [database])
  const history = historyOf(run.histories, database)
  if (history.revisions.length === 0) throw emptyHistory(history)
  return history
}

function revisionsUpTo(
  { database, revision }: Extract<WitnessName, { kind: 'history' }>,
  history: SqlHistory,
): readonly SqlRevision[] {
  if (revision === null) return history.revisions
  const last = findRevision([history], `${database}/${revision}`)
  const at = history.revisions.findIndex((one) => one === last)
  return history.revisions.slice(0, at + 1)
}

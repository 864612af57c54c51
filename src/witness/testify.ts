import type { History, Revision } from '../history/revision.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Introspection } from '../postgres/introspect.ts'
import { introspect } from '../postgres/introspect.ts'
import { openDatabase, serverAddress } from '../run/open-database.ts'
import { historyOf, type Run } from '../run/opened.ts'
import { onShadow, rebuild } from '../run/rebuild.ts'
import { findRevision, selectDatabases } from '../run/selection.ts'
import { loadParser } from '../sql/parser.ts'
import { readSnapshot } from './read-snapshot.ts'
import { readScript, runScript } from './script-witness.ts'
import { formatWitness, type WitnessName } from './witness-name.ts'

/** What a witness says a database is. */
export interface Testimony extends Introspection {
  /** How the witness was named. */
  readonly witness: string
  /** What has to be known about the testimony, for people. */
  readonly notes: readonly string[]
}

/** Hears a witness. What makes a schema is run on a shadow; databases are only read. */
export async function testify(name: WitnessName, run: Run): Promise<Testimony> {
  const { notes, introspection } = await hear(name, run)
  return { witness: formatWitness(name), notes, ...introspection }
}

interface Heard {
  readonly introspection: Introspection
  readonly notes: readonly string[]
}

async function hear(name: WitnessName, run: Run): Promise<Heard> {
  switch (name.kind) {
    case 'database':
      return { introspection: await readDatabase(name.database, run), notes: [] }
    case 'server':
      return { introspection: await readServer(name.url, run), notes: [] }
    case 'history': {
      await loadParser()
      const revisions = revisionsUpTo(name, run)
      const steps = revisions.map((revision) => ({ revision, statements: null }))
      return { introspection: await rebuild(run, steps), notes: [] }
    }
    case 'script': {
      await loadParser()
      const script = await readScript(run.environment.files, name.path)
      const introspection = await onShadow(run, (shadow) => runScript(shadow, script))
      return { introspection, notes: script.notes }
    }
    case 'snapshot': {
      const { catalogue, server } = await readSnapshot(run.environment.files, name.path)
      return { introspection: { catalogue, server }, notes: [] }
    }
  }
}

async function readDatabase(name: string, run: Run): Promise<Introspection> {
  const [database] = selectDatabases(run.application, [name])
  if (database === undefined) throw new RangeError(`no database ${name}`)
  const session = await openDatabase({ database, environment: run.environment })
  try {
    return await introspect(session)
  } finally {
    await session.close()
  }
}

async function readServer(
  url: Extract<WitnessName, { kind: 'server' }>['url'],
  run: Run,
): Promise<Introspection> {
  const { connectServer } = await import('../postgres/connect-server.ts')
  const address = await serverAddress({ url, tls: null }, run.environment.files)
  const session = await connectServer(address, {
    connectTimeout: run.application.timeouts.connect,
  })
  try {
    return await introspect(session)
  } finally {
    await session.close()
  }
}

function revisionsUpTo(
  { database, revision }: Extract<WitnessName, { kind: 'history' }>,
  run: Run,
): readonly Revision[] {
  selectDatabases(run.application, [database])
  const history: History = historyOf(run.histories, database)
  if (history.revisions.length === 0) throw emptyHistory(history)
  if (revision === null) return history.revisions
  const last = findRevision([history], `${database}/${revision}`)
  return history.revisions.slice(0, history.revisions.indexOf(last) + 1)
}

function emptyHistory({ database, folder }: History): UserError {
  return new UserError(`Database "${database}" has no migrations in "${folder}".`, {
    code: 'no-migrations',
    hint: `Write the first: elenchus new ${database} "initial schema"`,
  })
}

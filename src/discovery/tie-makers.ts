import { isWithin } from '../history/alembic/join-path.ts'
import { placeOf } from '../kernel/place.ts'
import { compareText } from '../kernel/ordering.ts'
import { calledMetadatas } from './called-metadata.ts'
import type { FoundMaker, FoundMetadata } from './discovery.ts'
import type { MakerCall } from './find-makers.ts'
import type { AlembicOwner, HistoryOwner } from './history-owner.ts'
import type { ImportingModule } from './import-statements.ts'
import type { PythonProject } from './python-projects.ts'
import { stampedHistories } from './stamped-history.ts'
import { wordsBehind } from './words-behind.ts'

/** What tells which database a call makes or stamps. */
export interface MakerFacts {
  readonly metadatas: readonly FoundMetadata[]
  readonly owners: readonly HistoryOwner[]
  readonly projects: readonly PythonProject[]
  /** Names of all databases. */
  readonly names: readonly string[]
  /** The folder of the project that a file belongs to. */
  readonly nearest: (file: string) => string
}

type Tie = Pick<FoundMaker, 'metadatas' | 'databases' | 'why'>

/**
 * Ties calls that make or stamp a schema to databases: a `create_all` by the metadata that it is called on,
 * else by its engine; a stamp by what it names of a history.
 */
export function tieMakers(calls: readonly MakerCall[], facts: MakerFacts): readonly FoundMaker[] {
  return calls.map((call) => {
    const { kind, file, source, offset, text } = call
    return { kind, at: placeOf(file, source, offset), text, ...tieOf(call, facts) }
  })
}

function tieOf(call: MakerCall, facts: MakerFacts): Tie {
  const around = facts.metadatas.filter(({ root }) => isWithin(call.file, root))
  const called = call.kind === 'stamp' ? [] : calledIn(call, { ...facts, metadatas: around })
  const metadatas = called.map(({ names: [name = ''] }) => name)
  const [only, ...more] = facts.names
  if (only !== undefined && more.length === 0) {
    return { metadatas, databases: [only], why: 'there is no other database' }
  }
  switch (call.kind) {
    case 'create-all':
      return { metadatas, ...tieOfCreation(call, { ...facts, around, called }) }
    case 'stamp':
      return { metadatas, ...tieOfStamp(call, facts) }
  }
}

interface Creation extends MakerFacts {
  /** Metadatas that its module may import. */
  readonly around: readonly FoundMetadata[]
  /** Those that it is called on. */
  readonly called: readonly FoundMetadata[]
}

type Found = Omit<Tie, 'metadatas'>

function tieOfCreation(call: MakerCall, { around, called, ...facts }: Creation): Found {
  const engines = databasesNamed(call, facts.names)
  const meant = databasesOf(called)
  if (meant.length > 0) {
    // An engine tells which of several is made.
    const both = meant.filter((name) => engines.includes(name))
    const databases = both.length > 0 ? both : meant
    return { databases, why: `${call.object} belongs to ${databases.join(' and ')}` }
  }
  const [engine] = engines
  if (engines.length === 1 && engine !== undefined) {
    return { databases: engines, why: `its engine is named after ${engine}` }
  }
  const near = called.length > 0 ? [] : databasesOf(around.filter(isNear(call, facts)))
  if (near.length === 1) {
    return { databases: near, why: 'its project has models of no other database' }
  }
  const what =
    called.length > 0
      ? `the tables of ${call.object} belong to none that is known`
      : `what ${call.object} is was not found`
  return { databases: [], why: `${what}, and its engine names none` }
}

function isNear({ file }: MakerCall, { nearest }: MakerFacts): (one: FoundMetadata) => boolean {
  const folder = nearest(file)
  return ({ models }) => models.some(({ at }) => nearest(at.file) === folder)
}

/** Databases that the tables of metadatas belong to, sorted. */
function databasesOf(metadatas: readonly FoundMetadata[]): readonly string[] {
  const found = metadatas.flatMap(({ database, models }) =>
    models.flatMap((one) => {
      const own = one.database ?? database
      return [...one.sharedBy, ...(own === null ? [] : [own])]
    }),
  )
  return [...new Set(found)].sort(compareText)
}

/** The metadatas that `create_all` is called on, as its module and the project around it name them. */
function calledIn(
  { file, source: text, object }: MakerCall,
  { projects, metadatas }: MakerFacts,
): readonly FoundMetadata[] {
  const all = projects
    .filter(({ root }) => isWithin(file, root))
    .map(({ sources }) => sources.modules)
  const names = all.flatMap((modules) =>
    Array.from(modules, ([name, one]) => (one.file === file ? [name] : [])).flat(),
  )
  const find = (name: string): ImportingModule | null => {
    const found = all.map((modules) => modules.get(name)).find((one) => one !== undefined)
    return found === undefined ? null : importing(name, found)
  }
  const module = importing(names[0] ?? '', { file, text })
  return calledMetadatas(object, { module, find, metadatas })
}

function importing(
  name: string,
  { file, text }: { readonly file: string; readonly text: string },
): ImportingModule {
  return { text, name, isPackage: file.endsWith('/__init__.py') }
}

/** Databases whose names stand in what a call is given: `auth_engine`, `engines["auth"]`, `AUTH_DATABASE_URL`. */
function databasesNamed({ given, source }: MakerCall, names: readonly string[]): readonly string[] {
  const { names: variables, literals } = wordsBehind(given, source)
  const said = [...variables, ...literals].map(
    (one) => `_${one.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}_`,
  )
  return names.filter((name) => {
    const word = `_${name.replaceAll('-', '_')}_`
    return said.some((one) => one.includes(word))
  })
}

function tieOfStamp(call: MakerCall, { owners, nearest }: MakerFacts): Found {
  const all = owners.filter((one): one is AlembicOwner => one.kind === 'alembic')
  const meant = stampedHistories(call, all)
  const folder = nearest(call.file)
  const near = meant.filter(
    ({ read }) => nearest(`${read.history.settings.scriptFolder}/x`) === folder,
  )
  const some = isOneFile(meant) ? meant : near
  const [only] = some
  if (only === undefined || !isOneFile(some)) {
    return { databases: [], why: 'it names nothing that only one history has' }
  }
  const why =
    all.length === 1
      ? 'there is no other history of Alembic'
      : isOneFile(meant)
        ? `it names the history of ${some.map(({ database }) => database).join(' and ')}`
        : 'its project has no other history'
  return { databases: some.map(({ database }) => database).sort(compareText), why }
}

/** Revisions that run on several databases are stamped in all of them. */
function isOneFile(owners: readonly AlembicOwner[]): boolean {
  const [first] = owners
  return owners.every(({ read }) => read.history === first?.read.history)
}

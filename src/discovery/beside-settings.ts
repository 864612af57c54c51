import { isWithin, joinPath } from '../history/alembic/join-path.ts'
import { globPattern } from '../kernel/glob-pattern.ts'
import { compareText } from '../kernel/ordering.ts'
import type { Application, Models } from '../settings/application.ts'
import type {
  Discovery,
  FoundDatabase,
  FoundHistory,
  FoundLooseRevisions,
  FoundMaker,
  FoundMetadata,
} from './discovery.ts'

/**
 * What was found, told by the names of the settings. What they do not name is left out, and is a note:
 * the settings win.
 */
export function besideSettings(found: Discovery, application: Application): Discovery {
  const names = new Map(
    found.histories.map((history) => [history, databaseOf(history, application)] as const),
  )
  const renamed = new Map(
    [...names].flatMap(([{ database }, name]) =>
      name === null ? [] : [[database, name] as const],
    ),
  )
  const named = found.metadatas.filter((one) => entryOf(one, application) !== null)
  const unnamed = found.metadatas.filter((one) => !named.includes(one))
  const metadatas = named.map((one) => settled(one, { application, renamed }))
  return {
    ...found,
    isDescribed: true,
    histories: [...names].flatMap(([history, database]) =>
      database === null ? [] : [{ ...history, database }],
    ),
    metadatas,
    looseScripts: found.looseScripts.filter((file) => !isMigration(file, application)),
    databases: application.databases.map(({ name, engine }): FoundDatabase => {
      const own = found.databases.find((one) => renamed.get(one.name) === name)
      const given = engine.kind === 'server' ? ('settings' as const) : null
      return { name, addresses: own?.addresses ?? [], given }
    }),
    addresses: found.addresses.map((one) => ({
      ...one,
      database: one.database === null ? null : (renamed.get(one.database) ?? null),
    })),
    looseRevisions: found.looseRevisions.map((one) => settledRevisions(one, application, renamed)),
    makers: found.makers.map((one) => settledMaker(one, { application, metadatas, renamed })),
    notes: [
      ...found.notes,
      ...[...names].flatMap(([history, name]) => (name === null ? [historyNote(history)] : [])),
      ...unnamed.map(modelsNote),
    ],
  }
}

/** Without a database of the settings they may be anybody's. */
function settledRevisions(
  found: FoundLooseRevisions,
  application: Application,
  renamed: ReadonlyMap<string, string>,
): FoundLooseRevisions {
  if (found.databases.length === 0) return found
  const all = application.databases.map(({ name }) => name)
  const own = found.databases.flatMap((name) => renamed.get(name) ?? [])
  return { ...found, databases: own.length === 0 ? all : [...new Set(own)].sort(compareText) }
}

/** A folder with one file looks like no history, unless the settings say that it is one. */
function isMigration(file: string, { databases }: Application): boolean {
  return databases.some(
    ({ migrations }) =>
      migrations.kind === 'sql' && isWithin(file, joinPath(migrations.folder, '.')),
  )
}

function databaseOf(history: FoundHistory, { databases }: Application): string | null {
  const found = databases.filter(({ migrations }) => {
    if (migrations.kind !== history.kind) return false
    if (migrations.kind === 'sql') {
      return history.kind === 'sql' && joinPath(migrations.folder, '.') === history.folder
    }
    const config = joinPath(migrations.config, '.')
    return (
      history.kind === 'alembic' &&
      [history.config, history.scriptFolder, joinPath(history.config, '..')].includes(config) &&
      migrations.section === history.section
    )
  })
  // Several may share one configuration.
  const own = found.find(({ name }) => name === history.database) ?? found[0]
  return own?.name ?? null
}

function entryOf({ models }: FoundMetadata, application: Application): Models | null {
  return (
    application.models.find((entry) => models.some(({ at }) => speaksOf(entry, at.file))) ?? null
  )
}

/** The database of all entries that name a metadata; null where they name several, or none. */
function databaseSaid({ models }: FoundMetadata, application: Application): string | null {
  const entries = application.models.filter((entry) =>
    models.some(({ at }) => speaksOf(entry, at.file)),
  )
  const [first, ...more] = new Set(entries.map(({ database }) => database))
  return more.length > 0 ? null : (first ?? null)
}

function speaksOf({ root, files }: Models, file: string): boolean {
  if (!isWithin(file, joinPath(root, '.'))) return false
  return files.some((glob) => globPattern(joinPath(root, glob)).test(file))
}

function settled(
  metadata: FoundMetadata,
  {
    application,
    renamed,
  }: { readonly application: Application; renamed: ReadonlyMap<string, string> },
): FoundMetadata {
  const own = databaseSaid(metadata, application)
  const found = metadata.database === null ? null : (renamed.get(metadata.database) ?? null)
  const named = (name: string): string => renamed.get(name) ?? name
  return {
    ...metadata,
    models: metadata.models.map((one) => ({
      ...one,
      database: one.database === null ? null : named(one.database),
      sharedBy: one.sharedBy.map(named),
    })),
    trackedBy: metadata.trackedBy.flatMap((name) => renamed.get(name) ?? []),
    database: own ?? found,
    why: own === null ? metadata.why : 'the settings say so',
  }
}

function historyNote(history: FoundHistory): string {
  switch (history.kind) {
    case 'alembic':
      return `${history.why} is a history that the settings do not name`
    case 'sql':
      return `${history.folder} holds migrations that the settings do not name`
  }
}

function modelsNote({ models, folder, base }: FoundMetadata): string {
  const count = models.length === 1 ? '1 model' : `${models.length} models`
  return `no entry of the settings names ${count} in ${folder} (${base})`
}

interface Settled {
  readonly application: Application
  readonly metadatas: readonly FoundMetadata[]
  readonly renamed: ReadonlyMap<string, string>
}

/** What the settings say of the metadata that it is called on counts. */
function settledMaker(maker: FoundMaker, { application, metadatas, renamed }: Settled): FoundMaker {
  const [only, ...more] = application.databases.map(({ name }) => name)
  if (only !== undefined && more.length === 0) return { ...maker, databases: [only] }
  const called = metadatas.filter(({ names: [name = ''] }) => maker.metadatas.includes(name))
  const own = called.flatMap(({ database }) => database ?? [])
  const databases =
    own.length > 0 ? own : maker.databases.flatMap((name) => renamed.get(name) ?? [])
  return { ...maker, databases: [...new Set(databases)].sort(compareText) }
}

import { joinPath, parentFolder } from '../history/alembic/join-path.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Place } from '../kernel/place.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { FoundMetadata, FoundModel } from './discovery.ts'
import type { AlembicOwner, HistoryOwner } from './history-owner.ts'
import { baseOf, spellings, type ProjectMetadata } from './read-metadatas.ts'
import { shareOf } from './share-tables.ts'

/** What tells which database a metadata belongs to. */
export interface AssignmentFacts {
  readonly owners: readonly HistoryOwner[]
  /** Names of databases that are known otherwise. */
  readonly known: readonly string[]
  /** Name for the database of a project that has no history. */
  readonly nameOf: (metadata: ProjectMetadata) => string
}

/** Writes down a metadata with its models, its histories and its database. */
export async function assignMetadata(
  metadata: ProjectMetadata,
  facts: AssignmentFacts,
): Promise<FoundMetadata> {
  const { declaration, project } = metadata
  const names = spellings(metadata)
  const trackers = facts.owners.filter(
    (one): one is AlembicOwner => one.kind === 'alembic' && tracks(one, metadata),
  )
  const trackedBy = trackers.map(({ database }) => database).sort()
  const mayBeTracked = trackedBy.length === 0 && mayTrack(metadata, facts.owners)
  const { database, why } = databaseOf(metadata, { trackers, mayBeTracked, ...facts })
  const isShared = database === null && trackers.length > 1
  const models: FoundModel[] = []
  for (const table of declaration.tables) {
    const tie = table.database?.database ?? null
    const other = tie !== null && facts.known.includes(tie) && tie !== database ? tie : null
    const share =
      isShared && other === null
        ? await shareOf(table, trackers)
        : { database: other, sharedBy: [] }
    const { schema, name, className, module, at } = table
    models.push({ schema, table: name, className, module, at: spelled(at), ...share })
  }
  return {
    names,
    at: spelled(declaration.at),
    base: baseOf(names[0] ?? 'metadata'),
    root: project.root,
    sources: [...project.files].sort(),
    folder: sharedFolder(models.map(({ at }) => at.file)),
    models: sortedBy(models, ({ module, at }) => `${module}\0${String(at.line).padStart(9, '0')}`),
    trackedBy,
    mayBeTracked,
    database,
    why: isShared ? `${why}: ${countsOf(models)}` : why,
  }
}

/** `15 tables of core, 3 of those that make them` */
function countsOf(models: readonly FoundModel[]): string {
  const groups = groupBy(models, ({ database }) => database ?? '')
  const texts = [...groups].map(([database, own]) =>
    database === '' ? `${own.length} of those that make them` : `${own.length} of ${database}`,
  )
  return `the tables are ${texts.sort().join(', ')}`
}

/** Whether the env.py of a history has this metadata as its target. */
export function tracks({ read, project }: AlembicOwner, metadata: ProjectMetadata): boolean {
  const { at, database } = metadata.declaration
  // Every project has an SQLModel of its own.
  if (at.file === 'sqlmodel' && project !== metadata.project) return false
  const bindKey = database?.why === 'bind key' ? database.database : null
  return (read.environment?.targets ?? []).some(
    (target) => samePlace(target.at, at) && (target.bindKey === null || target.bindKey === bindKey),
  )
}

function samePlace(one: Place, other: Place): boolean {
  return (
    one.line === other.line &&
    one.column === other.column &&
    joinPath(one.file, '.') === joinPath(other.file, '.')
  )
}

function mayTrack({ project }: ProjectMetadata, owners: readonly HistoryOwner[]): boolean {
  return owners.some(
    (one) =>
      one.kind === 'alembic' &&
      (one.project === null || one.project === project) &&
      (one.read.environment?.unread ?? null) !== null,
  )
}

interface Assignment extends AssignmentFacts {
  readonly trackers: readonly AlembicOwner[]
  readonly mayBeTracked: boolean
}

function databaseOf(
  metadata: ProjectMetadata,
  { trackers, owners, known, mayBeTracked, nameOf }: Assignment,
): Pick<FoundMetadata, 'database' | 'why'> {
  const tie = metadata.declaration.database
  if (tie && (tie.why === 'bind key' || known.includes(tie.database))) {
    return { database: tie.database, why: `its ${tie.why} says so` }
  }
  const [tracker] = trackers
  if (tracker) return trackedDatabase(tracker, trackers)
  const near = owners.filter(({ project }) => project === metadata.project)
  const [only] = near
  if (only && near.length === 1) {
    return { database: only.database, why: onlyOne(only, mayBeTracked) }
  }
  if (near.length === 0) return { database: nameOf(metadata), why: 'no history is kept for it' }
  const names = near.map(({ database }) => database).sort()
  return {
    database: null,
    why: `no history tracks it, and nothing tells which of ${names.join(', ')} it belongs to`,
  }
}

function trackedDatabase(
  tracker: AlembicOwner,
  trackers: readonly AlembicOwner[],
): Pick<FoundMetadata, 'database' | 'why'> {
  const files = trackers.map(({ read }) => read.environment?.file ?? '').sort()
  const said = `${files.join(' and ')} ${files.length === 1 ? 'has' : 'have'} it as target_metadata`
  if (trackers.length === 1) return { database: tracker.database, why: said }
  return { database: null, why: said }
}

function onlyOne(owner: HistoryOwner, mayBeTracked: boolean): string {
  switch (owner.kind) {
    case 'sql':
      return `the migrations of its project are in ${owner.sql.folder}`
    case 'alembic':
      return mayBeTracked
        ? 'its project has no other history'
        : 'no history tracks it, but its project has no other database'
  }
}

function spelled(at: Place): Place {
  return { ...at, file: joinPath(at.file, '.') }
}

/** The innermost folder that all files are in. */
function sharedFolder(files: readonly string[]): string {
  const [first = '.', ...others] = files.map((file) => parentFolder(file).split('/'))
  let length = first === '.' ? 0 : first.length
  for (const parts of others) {
    const differs = parts.findIndex((part, at) => part !== first[at])
    length = Math.min(length, differs < 0 ? parts.length : differs)
  }
  return first === '.' ? '.' : first.slice(0, length).join('/') || '.'
}

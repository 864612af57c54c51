import { cachingParser } from '../history/alembic/caching-parser.ts'
import { compareText, sortedBy } from '../kernel/ordering.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import { assignMetadata } from './assign-metadatas.ts'
import type {
  Discovery,
  FoundAddress,
  FoundDatabase,
  FoundEnvironment,
  FoundHistory,
  FoundMetadata,
} from './discovery.ts'
import { findAddresses, type Environment } from './find-addresses.ts'
import { findMakers } from './find-makers.ts'
import { nodeTree, type FolderTree } from './folder-tree.ts'
import { historyOwners, type AlembicOwner, type HistoryOwner } from './history-owner.ts'
import { looseRevisions } from './loose-revisions.ts'
import { assignAddresses, databasesNamedIn } from './name-addresses.ts'
import { projectOf, pythonProjects, type PythonProject } from './python-projects.ts'
import { readAlembicHistories } from './read-alembic-histories.ts'
import { holdsAllOf, readMetadatas, type ProjectMetadata } from './read-metadatas.ts'
import { sqlFolders } from './sql-histories.ts'
import { surveyFolder, type Survey } from './survey.ts'
import { tieMakers } from './tie-makers.ts'

/** What is searched, and with what. */
export interface DiscoverOptions {
  readonly folder: string
  readonly parser: PythonParser
  /** The environment that we run in: only its names are kept. */
  readonly environment: Environment
  readonly tree?: FolderTree
}

/** Searches a folder for models, histories and databases. Contacts nothing, runs nothing, changes nothing. */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  const { environment, tree = nodeTree } = options
  const parser = cachingParser(options.parser)
  const survey = surveyFolder(tree, options.folder)
  const nearest = projectOf(survey)
  const projects = await pythonProjects(survey)
  const alembic = await readAlembicHistories(survey, parser)
  const sql = await sqlFolders(survey)
  const owners = historyOwners(alembic, sql.histories, {
    folder: survey.folder,
    projects,
    generatesItself: generatesRevisions(survey),
    projectOf: nearest,
  })
  const addresses = findAddresses(survey, environment)
  const metadatas = await metadatasOf(projects, { owners, addresses, parser, survey })
  const names = namesOf(owners, metadatas)
  const assigned = assignAddresses(addresses, { names, owners, nearest })
  return {
    folder: survey.folder,
    isDescribed: false,
    metadatas,
    histories: sortedBy(
      owners.map((one) => historyOf(one, metadatas)),
      (one) => `${one.database}\0${one.kind}`,
    ),
    databases: databasesOf(names, assigned),
    addresses: assigned,
    looseScripts: sql.loose,
    looseRevisions: looseRevisions({ survey, parser, alembic, owners, metadatas, names, nearest }),
    makers: tieMakers(findMakers(survey), { metadatas, owners, projects, names, nearest }),
    notes: [...survey.notes],
  }
}

/** Whether code of the repository calls `alembic revision` itself. */
function generatesRevisions({ files, text }: Survey): boolean {
  return files.some(
    (file) => file.endsWith('.py') && /\bcommand\.revision\s*\(/.test(text(file) ?? ''),
  )
}

interface Found {
  readonly owners: readonly HistoryOwner[]
  readonly addresses: readonly FoundAddress[]
  readonly parser: PythonParser
  readonly survey: Survey
}

async function metadatasOf(
  projects: readonly PythonProject[],
  { owners, addresses, parser, survey }: Found,
): Promise<readonly FoundMetadata[]> {
  const told = databasesNamedIn(addresses)
  const found: { readonly metadata: ProjectMetadata; readonly known: readonly string[] }[] = []
  for (const project of projects) {
    const own = owners.filter((one) => one.project === project).map(({ database }) => database)
    const known = [...new Set([...(own.length > 1 ? own : []), ...told])].sort(compareText)
    const { metadatas, notes } = await readMetadatas(project, { parser, databases: known })
    survey.notes.push(...notes)
    found.push(...metadatas.map((metadata) => ({ metadata, known })))
  }
  const once = found.filter(
    ({ metadata }) => !found.some((other) => holdsAllOf(other.metadata, metadata)),
  )
  const isAlone =
    owners.length === 0 && new Set(once.map(({ metadata }) => metadata.project)).size === 1
  const nameOf = ({ project }: ProjectMetadata): string =>
    isAlone ? 'main' : nameOfProject(project, survey)
  const assigned: FoundMetadata[] = []
  for (const { metadata, known } of once) {
    assigned.push(await assignMetadata(metadata, { owners, known, nameOf }))
  }
  return sortedBy(assigned, ({ names, root }) => `${names[0] ?? ''}\0${root}`)
}

function nameOfProject({ folder }: PythonProject, survey: Survey): string {
  const name = folder === survey.folder ? '' : folder.slice(folder.lastIndexOf('/') + 1)
  const cleaned = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '_')
    .replace(/^[^a-z]+/, '')
  return cleaned === '' ? 'main' : cleaned
}

function namesOf(
  owners: readonly HistoryOwner[],
  metadatas: readonly FoundMetadata[],
): readonly string[] {
  const names = [
    ...owners.map(({ database }) => database),
    ...metadatas.flatMap(({ database, models }) => [
      database,
      ...models.map((one) => one.database),
    ]),
  ]
  return [...new Set(names.filter((name) => name !== null))].sort(compareText)
}

function databasesOf(
  names: readonly string[],
  addresses: readonly FoundAddress[],
): readonly FoundDatabase[] {
  return names.map((name) => {
    const own = addresses.filter(({ database }) => database === name)
    const spelled = own.map((one) =>
      one.name === 'sqlalchemy.url' && one.at ? `${one.at.file} sqlalchemy.url` : one.name,
    )
    return { name, addresses: [...new Set(spelled)].sort(compareText), given: null }
  })
}

function historyOf(owner: HistoryOwner, metadatas: readonly FoundMetadata[]): FoundHistory {
  const { database } = owner
  switch (owner.kind) {
    case 'sql':
      return { kind: 'sql', database, ...owner.sql }
    case 'alembic': {
      const { candidate, history } = owner.read
      return {
        kind: 'alembic',
        database,
        ...candidate,
        scriptFolder: history.settings.scriptFolder,
        versionFolders: history.settings.versionFolders,
        revisions: history.graph.revisions.length,
        heads: history.graph.heads,
        environment: environmentOf(owner, metadatas),
      }
    }
  }
}

function environmentOf(
  { read, imports, project, database }: AlembicOwner,
  metadatas: readonly FoundMetadata[],
): FoundEnvironment | null {
  const { environment } = read
  if (environment === null || imports === null) return null
  const { file, unread, targetAt, seesAll } = environment
  const names = Array.from(project?.sources.modules ?? [], ([name, source]) =>
    imports.files.has(source.file) ? name : null,
  )
  return {
    file,
    targets: metadatas
      .filter(({ trackedBy }) => trackedBy.includes(database))
      .map(({ names: [name = ''] }) => name),
    unread,
    targetAt,
    seesAll,
    imports: names.filter((name) => name !== null).sort(compareText),
    importsMore: imports.importsMore,
  }
}

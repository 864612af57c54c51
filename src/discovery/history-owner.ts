import { parentFolder } from '../history/alembic/join-path.ts'
import { environmentImports, type EnvironmentImports } from './environment-imports.ts'
import { nameDatabases } from './name-databases.ts'
import type { PythonProject } from './python-projects.ts'
import type { ReadHistory } from './read-alembic-histories.ts'
import type { SqlFolder } from './sql-histories.ts'

/** A history with the name of its database, and the project that it belongs to. */
export type HistoryOwner = AlembicOwner | SqlOwner

/** A history of Alembic's. */
export interface AlembicOwner extends Owner {
  readonly kind: 'alembic'
  readonly read: ReadHistory
  /** Null where there is no env.py. */
  readonly imports: EnvironmentImports | null
}

/** A folder of SQL migrations. */
export interface SqlOwner extends Owner {
  readonly kind: 'sql'
  readonly sql: SqlFolder
}

interface Owner {
  readonly database: string
  /** The Python project whose database it is; null where there is none. */
  readonly project: PythonProject | null
}

/** What histories are told apart by. */
export interface OwnerFacts {
  readonly folder: string
  readonly projects: readonly PythonProject[]
  /** The folder of the project that a file belongs to. */
  readonly projectOf: (file: string) => string
}

/** Gives histories the names of their databases, and finds the project of each. */
export function historyOwners(
  alembic: readonly ReadHistory[],
  sql: readonly SqlFolder[],
  facts: OwnerFacts,
): readonly HistoryOwner[] {
  const inside = (path: string): string =>
    facts.folder !== '.' && path.startsWith(`${facts.folder}/`)
      ? path.slice(facts.folder.length + 1)
      : path
  const names = nameDatabases([
    ...alembic.map(({ candidate: { section }, history }) => ({
      own: section,
      folder: inside(history.settings.scriptFolder),
    })),
    ...sql.map(({ folder }) => ({ own: null, folder: inside(folder) })),
  ])
  const owners = alembic.map((read, at) => alembicOwner(read, names[at] ?? 'main', facts))
  const folders = sql.map((one, at): SqlOwner => {
    const project = projectAround(`${one.folder}/x`, facts)
    return { kind: 'sql', database: names[alembic.length + at] ?? 'main', project, sql: one }
  })
  const all = [...owners, ...folders]
  const [only] = facts.projects
  // Where there is one project and one history, they belong together wherever they lie.
  if (all.length !== 1 || facts.projects.length !== 1 || !only) return all
  return all.map((one) => ({ ...one, project: only }))
}

function alembicOwner(read: ReadHistory, database: string, facts: OwnerFacts): AlembicOwner {
  const { environment, history } = read
  const imports = environment && environmentImports(environment, history, facts.projects)
  const project =
    mostImported(imports, facts.projects) ??
    projectAround(environment?.file ?? read.candidate.config, facts)
  return { kind: 'alembic', database, project, read, imports }
}

function mostImported(
  imports: EnvironmentImports | null,
  projects: readonly PythonProject[],
): PythonProject | null {
  let best: PythonProject | null = null
  let most = 0
  for (const project of projects) {
    const count = project.files.filter((file) => imports?.files.has(file)).length
    if (count > most) [best, most] = [project, count]
  }
  return best
}

function projectAround(
  file: string,
  { projects, projectOf, folder }: OwnerFacts,
): PythonProject | null {
  for (let at = projectOf(file); ; at = projectOf(at)) {
    const found = projects.find((project) => project.folder === at)
    if (found) return found
    if (at === folder || parentFolder(at) === at) return null
  }
}

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One metadata of a project and the database that its tables belong to. */
export interface ProjectModels {
  readonly name: string
  readonly database: string
  /** Where the metadata is, as `module:expression`. */
  readonly metadata: string
  /** Modules that have to be imported for all tables to be in the metadata. */
  readonly imports: readonly string[]
  /** SQL that has to be there before the models: schemas and extensions, which models do not make. */
  readonly prepare?: string
  /** A context to be in, as `module:expression`: Flask's application context. */
  readonly context?: string
  /** PostgreSQL or SQLAlchemy refuses these models: the golden file says with which words. */
  readonly refused?: true
}

/** One Alembic history of a project and the databases that it is replayed in. */
export interface ProjectHistory {
  readonly name: string
  /** The ini file, within the project's root. */
  readonly config: string
  readonly section: string
  readonly databases: readonly string[]
  /** What is upgraded to: `heads`, or a branch as in `auth@head`. */
  readonly target: string
  /** What is downgraded to: `base`, or `auth@base`. */
  readonly base: string
  /** Environment variables; `{auth}` in a value is the address of the database `auth`. */
  readonly environment: Readonly<Record<string, string>>
  /** Arguments that `-x` gives to env.py. */
  readonly x: readonly string[]
}

/** A small project in Python with what the real SQLAlchemy and Alembic make of it. */
export interface Project {
  readonly name: string
  readonly folder: string
  /** The folder that its Python is started in, below `folder`. */
  readonly root: string
  /** The Python packages that it is made with: a file of scripts/fidelity/requirements. */
  readonly requirements: string
  /** `embedded` where an extension is needed that the native server lacks. */
  readonly engine: 'native' | 'embedded'
  /** The name of each database on its server, by the name that the project has for it. */
  readonly databases: Readonly<Record<string, string>>
  /** The prefix of addresses, which says the driver: `postgresql+psycopg`. */
  readonly driver: string
  readonly models: readonly ProjectModels[]
  readonly histories: readonly ProjectHistory[]
  /** Names of the golden files that belong to it, in `golden/`. */
  readonly goldenFiles: readonly string[]
}

/** Objects that one step of a history added, changed or removed: `column public.users.email`. */
export interface GoldenStep {
  readonly revisions: readonly string[]
  readonly direction: 'up' | 'down'
  /** The exception of a downgrade that failed; the walk ends with it. */
  readonly error?: string
  /** By the name of the database: the hash of its catalogue after the step. */
  readonly databases: Readonly<Record<string, GoldenState>>
}

/** A database after a step, and what the step did to it. */
export interface GoldenState {
  readonly hash: string
  /** What stands in Alembic's own table, sorted. */
  readonly versions: readonly string[]
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** A revision as Alembic's ScriptDirectory knows it. */
export interface GoldenRevision {
  readonly id: string
  readonly file: string
  readonly doc: string
  readonly downRevision: readonly string[]
  /** As written in the file. */
  readonly branchLabels: readonly string[]
  /** With those that spread along the branch. */
  readonly branchLabelsInherited: readonly string[]
  readonly dependsOn: readonly string[]
  readonly isHead: boolean
  readonly isBase: boolean
  readonly isBranchPoint: boolean
  readonly isMergePoint: boolean
}

/** One history in `golden/history.json`. */
export interface GoldenHistory {
  readonly name: string
  readonly revisions: readonly GoldenRevision[]
  readonly heads: readonly string[]
  readonly bases: readonly string[]
  /** One order in which Alembic upgrades an empty database; independent branches have several. */
  readonly order: readonly string[]
  readonly steps: readonly GoldenStep[]
}

const home = join(import.meta.dirname, '../projects')

type Manifest = Partial<Project> & Pick<Project, 'requirements' | 'databases'>

/** All projects, sorted by name. */
export function readProjects(): readonly Project[] {
  return readdirSync(home)
    .filter((name) => existsSync(join(home, name, 'project.json')))
    .sort()
    .map(readProject)
}

function readProject(name: string): Project {
  const folder = join(home, name)
  const manifest = JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8')) as Manifest
  const models = manifest.models ?? []
  const histories = (manifest.histories ?? []).map(withDefaults)
  return {
    name,
    folder,
    root: manifest.root ?? '.',
    requirements: manifest.requirements,
    engine: manifest.engine ?? 'native',
    databases: manifest.databases,
    driver: manifest.requirements === 'sqlalchemy-1.4' ? 'postgresql' : 'postgresql+psycopg',
    models,
    histories,
    goldenFiles: goldenFilesOf(models, histories),
  }
}

/** What `alembic upgrade heads` means where the manifest says nothing else. */
function withDefaults(history: Partial<ProjectHistory>): ProjectHistory {
  return {
    name: 'main',
    config: 'alembic.ini',
    section: 'alembic',
    databases: ['main'],
    target: 'heads',
    base: 'base',
    environment: { DATABASE_URL: '{main}' },
    x: [],
    ...history,
  }
}

function goldenFilesOf(
  models: readonly ProjectModels[],
  histories: readonly ProjectHistory[],
): readonly string[] {
  const ofModels = models.map(goldenModelsFile)
  const ofHistories = histories.flatMap((history) =>
    history.databases.map((database) => goldenHistoryFile(history, database)),
  )
  const graph = histories.length === 0 ? [] : ['history.json']
  return [...graph, ...ofHistories, ...ofModels].sort()
}

/** The file with the catalogue that `create_all` makes, or with the words of the refusal. */
export function goldenModelsFile({ name, refused }: ProjectModels): string {
  return refused === true ? `models-${name}.refused.json` : `models-${name}.json`
}

/** The file with the catalogue that `alembic upgrade` makes of one database. */
export function goldenHistoryFile({ name, databases }: ProjectHistory, database: string): string {
  return databases.length === 1 ? `history-${name}.json` : `history-${name}-${database}.json`
}

import { formatPlace } from '../kernel/place.ts'
import type { Declaration } from '../models/declaration.ts'
import { readSourcesOf, type ModelsReading } from '../models/read-models.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import type { PythonProject } from './python-projects.ts'

/** The models of a project that belong to one metadata. */
export interface ProjectMetadata {
  readonly project: PythonProject
  readonly declaration: Declaration
}

/** How the models of a project are read. */
export interface MetadataReading {
  readonly parser: PythonParser
  /** Names of databases that tables may be tied to. */
  readonly databases: readonly string[]
}

/** The metadatas of a project, and what has to be known about them. */
export interface ReadMetadatas {
  readonly metadatas: readonly ProjectMetadata[]
  readonly notes: readonly string[]
}

/** Reads the models of a project; metadatas without a table, or for other databases, are left out. */
export async function readMetadatas(
  project: PythonProject,
  { parser, databases }: MetadataReading,
): Promise<ReadMetadatas> {
  const { modules, sources } = project
  const reading = await readSourcesOf(sources, { parser, databases, modules })
  const full = reading.declarations.filter(({ tables }) => tables.length > 0)
  if (full.length === 0) return { metadatas: [], notes: unreadNote(project, reading) }
  const foreign = full.filter((one) => isForeign(one, project))
  return {
    metadatas: full
      .filter((one) => !foreign.includes(one))
      .map((declaration) => ({ project, declaration })),
    notes: foreign.map(
      ({ at, tables }) =>
        `${formatPlace(at)}: ${tables.length} ${tables.length === 1 ? 'table' : 'tables'} of another kind of database left out`,
    ),
  }
}

/** Dialects of SQLAlchemy's that are not PostgreSQL's. */
const FOREIGN =
  /^[ \t]*(?:from|import)[ \t]+(?:clickhouse|snowflake|sqlalchemy_(?:bigquery|redshift)|databricks|trino|duckdb|pyhive|sqlalchemy\.dialects\.(?:mysql|mssql|oracle|sqlite))/m

/** Whether all modules that declare tables of a metadata import the dialect of another database. */
function isForeign({ tables }: Declaration, { sources }: PythonProject): boolean {
  const modules = new Set(tables.map(({ module }) => module))
  return [...modules].every((name) => {
    const text = sources.modules.get(name)?.text ?? ''
    return FOREIGN.test(text) && !/dialects\.postgresql|dialects import postgresql/.test(text)
  })
}

/** Files that surely declare models, of which nothing was understood. */
function unreadNote(
  { files, sources }: PythonProject,
  { gaps, faults }: ModelsReading,
): readonly string[] {
  const texts = new Map(Array.from(sources.modules.values(), ({ file, text }) => [file, text]))
  const sure = files.filter((file) =>
    /^\s+__tablename__\s*=|\btable=True\b/m.test(texts.get(file) ?? ''),
  )
  const [first] = sure
  if (first === undefined) return []
  const [gap] = [...faults, ...gaps]
  const why = gap ? `: ${gap.reason} (${formatPlace(gap.at)})` : ''
  const what =
    sure.length === 1
      ? `"${first}" declares models`
      : `${sure.length} files as "${first}" declare models`
  return [`${what} of which none could be read${why}`]
}

/**
 * Whether one reading of a metadata has all tables of another, and more: scripts in a project of their own
 * import the models of the one beside them.
 */
export function holdsAllOf(one: ProjectMetadata, other: ProjectMetadata): boolean {
  const [whole, part] = [one.declaration, other.declaration]
  if (formatPlace(whole.at) !== formatPlace(part.at)) return false
  if (whole.tables.length <= part.tables.length) return false
  const known = new Set(whole.tables.map(({ at }) => formatPlace(at)))
  return part.tables.every(({ at }) => known.has(formatPlace(at)))
}

/** The ways to spell a metadata, the one beside its definition first. */
export function spellings({ declaration, project }: ProjectMetadata): readonly string[] {
  const { names, at } = declaration
  const isBeside = (name: string): boolean => {
    const [module = ''] = name.split(':', 1)
    return project.sources.modules.get(module)?.file === at.file
  }
  const own = names.filter(isBeside)
  return [...own, ...names.filter((name) => !isBeside(name))]
}

/** What a metadata is called among people: `Base` for `app.db:Base.metadata`. */
export function baseOf(name: string): string {
  const [, variable = name] = name.split(':')
  return variable.split('.', 1)[0] ?? variable
}

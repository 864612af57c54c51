import { excerpt } from '../kernel/excerpt.ts'
import type { Files } from '../kernel/files.ts'
import { formatPlace } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { ddlOf } from '../models/ddl-of.ts'
import type { Declaration, DeclaredTable, ModelGap } from '../models/declaration.ts'
import { modelCounts, type ModelCounts } from '../models/model-counts.ts'
import { partOf } from '../models/part-of.ts'
import { presupposedOf } from '../models/presupposed.ts'
import { readSources } from '../models/python-sources.ts'
import { readSourcesOf } from '../models/read-models.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import { none } from '../python/value/plain-value.ts'
import type { Value } from '../python/value/value.ts'
import type { Session } from '../postgres/session.ts'
import type { Run } from '../run/opened.ts'
import type { Models } from '../settings/application.ts'
import { globPattern } from '../kernel/glob-pattern.ts'
import { buildModels, type Refusal } from './build-models.ts'
import { installedPythonParser } from '../history/alembic/installed-python-parser.ts'
import { askedNote, readingNote } from './reading-notes.ts'
import type { TestimonyGap } from './testimony-gap.ts'
import { gapNote } from './testimony-notes.ts'

/** The models of one database, read. */
export interface ModelsWitness {
  readonly declarations: readonly Declaration[]
  readonly gaps: readonly TestimonyGap[]
  /** How much was read, and where a file does not parse, for people. */
  readonly notes: readonly string[]
  /** The Python files that they were read from. */
  readonly sources: readonly ProjectFile[]
}

/** A file of the project. */
export interface ProjectFile {
  readonly file: string
  readonly text: string
}

/**
 * Reads the models that the settings tie to a database.
 *
 * @throws UserError where the settings name none
 */
export async function readModelsOf(database: string, run: Run): Promise<ModelsWitness> {
  const { application } = run
  const entries = application.models.filter(
    (one) => one.database === database || one.database === null,
  )
  if (entries.length === 0) throw noModels(database)
  const names = application.databases.map(({ name }) => name)
  const parser = await installedPythonParser()
  const read: ModelsWitness[] = []
  for (const entry of entries) {
    read.push(await readEntry({ entry, database, names }, { parser, files: run.environment.files }))
  }
  return {
    declarations: read.flatMap((one) => one.declarations),
    gaps: read.flatMap((one) => one.gaps),
    notes: read.flatMap((one) => one.notes),
    sources: read.flatMap((one) => one.sources),
  }
}

interface Reader {
  readonly parser: PythonParser
  readonly files: Files
}

async function readEntry(choice: Choice, { parser, files }: Reader): Promise<ModelsWitness> {
  const { entry, database, names } = choice
  const sources = await readSources(files, entry.root)
  const modules = modulesOf(entry, sources.modules)
  if (modules.length === 0) throw noFiles(entry)
  const asked = new Set<string>()
  const environment = (name: string): Value => {
    asked.add(name)
    return none
  }
  const options = { parser, modules, databases: names, host: { environment } }
  const reading = await readSourcesOf(sources, options)
  const declarations = reading.declarations
    .filter((one) => isMeant(one, entry))
    .map((one) => partOf(one, (table) => belongs(table, choice)))
  const texts = new Map(Array.from(sources.modules.values(), ({ file, text }) => [file, text]))
  const shown = ({ at, reason, subject }: ModelGap): TestimonyGap => ({
    at,
    reason,
    subject,
    excerpt: excerpt(texts.get(at.file) ?? '', at),
  })
  const all = [...reading.gaps, ...declarations.flatMap((one) => one.gaps)]
  const gaps = [...new Set(all)].map(shown)
  const count = countNote(database, modelCounts(declarations, all), gaps.length)
  return {
    declarations,
    gaps,
    notes: [count, ...askedNote(ASKED, asked), ...reading.faults.map(shown).map(gapNote)],
    sources: [...sources.modules.values()].map(({ file, text }) => ({ file, text })),
  }
}

function isMeant({ names }: Declaration, { metadata }: Models): boolean {
  return metadata === null || names.some((name) => metadata.includes(name))
}

const ASKED = 'the models ask the environment, and were read as if nothing were set'

/** `models:auth: 12 models read whole, 1 in part` */
function countNote(database: string, counts: ModelCounts, gaps: number): string {
  const { whole, inPart, notAtAll } = counts
  const models = whole === 1 ? 'model' : 'models'
  return readingNote(
    `models:${database}`,
    [
      [whole, `${models} read whole`],
      [inPart, 'in part'],
      [notAtAll, 'not at all'],
    ],
    gaps,
  )
}

/** Makes on an empty database what the models declare. @returns what PostgreSQL refused, for people */
export async function runModels(
  session: Session,
  witness: ModelsWitness,
): Promise<readonly string[]> {
  const refusals = await buildDeclared(session, witness)
  return refusals.map(
    ({ statement, message }) =>
      `${formatPlace(statement.at)}: ${statement.subject}: refused: ${message}`,
  )
}

/** The same, with what PostgreSQL refused as data. */
export function buildDeclared(
  session: Session,
  { declarations }: Pick<ModelsWitness, 'declarations'>,
): Promise<readonly Refusal[]> {
  const statements = [...declarations.flatMap(presupposedOf), ...declarations.flatMap(ddlOf)]
  return buildModels(session, statements)
}

function modulesOf(
  { root, files }: Models,
  modules: ReadonlyMap<string, { readonly file: string }>,
): readonly string[] {
  const patterns = files.map((glob) => globPattern(root === '.' ? glob : `${root}/${glob}`))
  return [...modules].flatMap(([name, { file }]) =>
    patterns.some((pattern) => pattern.test(file)) ? [name] : [],
  )
}

interface Choice {
  readonly entry: Models
  readonly database: string
  readonly names: readonly string[]
}

/** Whether a table belongs to a database: nothing ties it to another one of the application. */
function belongs({ database: tie }: DeclaredTable, { entry, database, names }: Choice): boolean {
  if (tie && names.includes(tie.database)) return tie.database === database
  return entry.database === database
}

function noModels(database: string): UserError {
  return new UserError(`The settings name no models of "${database}".`, {
    code: 'no-models',
    hint: `Name them in the settings file: models: [{ reader: 'sqlalchemy', files: ['app/**/*.py'], database: '${database}' }]`,
  })
}

function noFiles({ files, root, database }: Models): UserError {
  const tie = database === null ? '' : `, database: '${database}'`
  return new UserError(`No Python file in "${root}" is one of the models "${files.join(', ')}".`, {
    code: 'models-missing',
    hint: `Mend files in the settings file: models: [{ reader: 'sqlalchemy', files: ['app/**/*.py']${tie} }]`,
  })
}

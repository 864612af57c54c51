import { formatName } from '../catalogue/qualified-name.ts'
import { groupBy } from '../kernel/group-by.ts'
import { excerpt } from '../kernel/excerpt.ts'
import type { Files } from '../kernel/files.ts'
import { formatPlace } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { ddlOf } from '../models/ddl-of.ts'
import type { Declaration, DeclaredTable, ModelGap } from '../models/declaration.ts'
import { modelCounts, type ModelCounts } from '../models/model-counts.ts'
import { partOf } from '../models/part-of.ts'
import { presupposedOf } from '../models/presupposed.ts'
import { united, type DeclaredAgain } from '../models/united.ts'
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
import { guestsOf } from './guest-tables.ts'
import { ownershipOf } from './table-ownership.ts'
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
  /** Tables of other databases in the same metadata that these point at, without foreign keys. */
  readonly guests: readonly Declaration[]
  /** Tables of the same metadatas that belong to other databases: `public.users`. */
  readonly others: readonly string[]
}

/** A file of the project. */
export interface ProjectFile {
  readonly file: string
  readonly text: string
}

/** Says of a table that several databases share whether it belongs to the one that is asked about. */
export type IsMine = (table: DeclaredTable, sharedBy: readonly string[]) => boolean

/**
 * Reads the models that the settings tie to a database. Of tables that it shares with others those are left
 * out, and told, of which nobody says that they are its own.
 *
 * @throws UserError where the settings name none
 */
export async function readModelsOf(
  database: string,
  run: Run,
  isMine: IsMine | null = null,
): Promise<ModelsWitness> {
  const { application } = run
  const groups = groupBy(application.models, ({ root, files, metadata }) =>
    JSON.stringify([root, files, metadata]),
  )
  const wanted = [...groups.values()].filter((group) =>
    group.some((one) => one.database === database || one.database === null),
  )
  if (wanted.length === 0) throw noModels(database)
  const names = application.databases.map(({ name }) => name)
  const parser = await installedPythonParser()
  const read: ModelsWitness[] = []
  for (const entries of wanted) {
    const choice = { entries, database, names, isMine }
    read.push(await readEntries(choice, { parser, files: run.environment.files }))
  }
  return {
    declarations: read.flatMap((one) => one.declarations),
    gaps: read.flatMap((one) => one.gaps),
    notes: read.flatMap((one) => one.notes),
    sources: read.flatMap((one) => one.sources),
    guests: read.flatMap((one) => one.guests),
    others: read.flatMap((one) => one.others),
  }
}

interface Reader {
  readonly parser: PythonParser
  readonly files: Files
}

async function readEntries(choice: Choice, { parser, files }: Reader): Promise<ModelsWitness> {
  const {
    entries: [entry],
    database,
    names,
  } = choice
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
  const meant = reading.declarations.filter((one) => isMeant(one, entry))
  const own = new Set(
    meant.flatMap(({ tables }) => tables.filter((table) => belongs(table, choice))),
  )
  const declarations = meant.map((one) => partOf(one, (table) => own.has(table)))
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
    notes: [
      count,
      ...sharedNote(meant, choice),
      ...askedNote(ASKED, asked),
      ...reading.faults.map(shown).map(gapNote),
    ],
    sources: [...sources.modules.values()].map(({ file, text }) => ({ file, text })),
    guests: meant.flatMap((one) => guestsOf(one, own)),
    others: meant.flatMap(({ tables }) => tables.filter((table) => !own.has(table)).map(pathOf)),
  }
}

function pathOf({ schema, name }: DeclaredTable): string {
  return formatName({ schema: schema ?? 'public', name })
}

/** Tables of which nobody said whose they are. */
function sharedNote(declarations: readonly Declaration[], choice: Choice): readonly string[] {
  if (choice.isMine !== null) return []
  const left = declarations
    .flatMap(({ tables }) => tables)
    .filter((table) => sharingOf(table, choice) !== null && !belongs(table, choice))
  if (left.length === 0) return []
  const tables = left.length === 1 ? '1 table is' : `${left.length} tables are`
  return [
    `models:${choice.database}: ${tables} left out that other databases may have, too: name them in "tables" of the settings`,
  ]
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
  const { refusals, again } = await buildDeclared(session, witness)
  return [
    ...again.map(
      ({ kind, first, other }) =>
        `${formatPlace(other.at)}: ${kind} ${other.name}: passed over: ${formatPlace(first.at)} declares it too`,
    ),
    ...refusals.map(
      ({ statement, message }) =>
        `${formatPlace(statement.at)}: ${statement.subject}: refused: ${message}`,
    ),
  ]
}

/** What came of making what models declare. */
export interface BuiltModels {
  /** What PostgreSQL refused. */
  readonly refusals: readonly Refusal[]
  /** What was passed over, because an earlier declaration has it. */
  readonly again: readonly DeclaredAgain[]
}

/** The same, with what was refused and passed over as data. */
export async function buildDeclared(
  session: Session,
  { declarations }: Pick<ModelsWitness, 'declarations'>,
): Promise<BuiltModels> {
  const [first, ...others] = declarations
  if (first === undefined) return { refusals: [], again: [] }
  const { declaration, again } = united(first, ...others)
  const statements = [...presupposedOf(declaration), ...ddlOf(declaration)]
  return { refusals: await buildModels(session, statements), again }
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
  /** Entries that name the same files, for several databases or tables. */
  readonly entries: readonly [Models, ...Models[]]
  readonly database: string
  readonly names: readonly string[]
  /** Null where nobody knows. */
  readonly isMine: IsMine | null
}

/** Whether a table belongs to a database, as far as that is known. */
function belongs(table: DeclaredTable, choice: Choice): boolean {
  const { entries, isMine } = choice
  if (entries.some((entry) => ownershipOf(table, { ...choice, entry }) === 'own')) return true
  const sharedBy = sharingOf(table, choice)
  return sharedBy !== null && isMine?.(table, sharedBy) === true
}

/** The databases that share a table, where the one that is asked about is one of them. */
function sharingOf(table: DeclaredTable, choice: Choice): readonly string[] | null {
  const entry = choice.entries.find(
    (one) => ownershipOf(table, { ...choice, entry: one }) === 'shared',
  )
  return entry?.sharedBy ?? null
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

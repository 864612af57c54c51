import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { formatPlace } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { ddlOf } from '../models/ddl-of.ts'
import type { Declaration, DeclaredTable } from '../models/declaration.ts'
import { presupposedOf } from '../models/presupposed.ts'
import { readSources } from '../models/python-sources.ts'
import { readSourcesOf } from '../models/read-models.ts'
import { loadPythonParser } from '../python/syntax/python-parser.ts'
import type { Session } from '../postgres/session.ts'
import type { Run } from '../run/opened.ts'
import type { Models } from '../settings/application.ts'
import { buildModels } from './build-models.ts'
import { globPattern } from './glob-pattern.ts'

/** The models of one database, read. */
export interface ModelsWitness {
  readonly declarations: readonly Declaration[]
  /** What could not be read, for people. */
  readonly notes: readonly string[]
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
  const parser = await loadPythonParser(
    await readFile(createRequire(import.meta.url).resolve(GRAMMAR)),
  )
  const declarations: Declaration[] = []
  const notes: string[] = []
  for (const entry of entries) {
    const sources = await readSources(run.environment.files, entry.root)
    const modules = modulesOf(entry, sources.modules)
    if (modules.length === 0) throw noFiles(entry)
    const reading = await readSourcesOf(sources, { parser, modules, databases: names })
    declarations.push(...reading.declarations.map((one) => partOf(one, { entry, database, names })))
    notes.push(...reading.gaps.map(({ reason, at }) => `${formatPlace(at)}: not read: ${reason}`))
  }
  return { declarations, notes }
}

const GRAMMAR = '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'

/** Makes on an empty database what the models declare. @returns what PostgreSQL refused, for people */
export async function runModels(
  session: Session,
  { declarations }: ModelsWitness,
): Promise<readonly string[]> {
  const statements = [...declarations.flatMap(presupposedOf), ...declarations.flatMap(ddlOf)]
  const refusals = await buildModels(session, statements)
  return refusals.map(
    ({ statement, message }) =>
      `${formatPlace(statement.at)}: ${statement.subject}: refused: ${message}`,
  )
}

function modulesOf(
  { root, files }: Models,
  modules: ReadonlyMap<string, { readonly file: string }>,
): readonly string[] {
  const patterns = files.map((glob) => globPattern(`${root}/${glob}`))
  return [...modules].flatMap(([name, { file }]) =>
    patterns.some((pattern) => pattern.test(file)) ? [name] : [],
  )
}

interface Choice {
  readonly entry: Models
  readonly database: string
  readonly names: readonly string[]
}

/** The tables of a database: those that nothing ties to another one of the application. */
function partOf(declaration: Declaration, choice: Choice): Declaration {
  const tables = declaration.tables.filter((table) => belongs(table, choice))
  const isElsewhere = tables.length === 0 && choice.entry.database !== choice.database
  return isElsewhere
    ? { ...declaration, tables, types: [], sequences: [], beforehand: [], afterwards: [] }
    : { ...declaration, tables }
}

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

function noFiles({ files, root }: Models): UserError {
  return new UserError(`No Python file in "${root}" is one of the models "${files.join(', ')}".`, {
    code: 'models-missing',
    hint: "Mend files in the settings file: models: [{ reader: 'sqlalchemy', files: ['app/**/*.py'] }]",
  })
}

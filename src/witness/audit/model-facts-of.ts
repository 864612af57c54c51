import type { ModelEnum, ModelFact, ModelFacts } from '../../audit/model-facts.ts'
import { formatName, type QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Declaration, DeclaredTable } from '../../models/declaration.ts'
import { autogenerateOf, isImportedBy, isTrackedBy, type Generation } from './autogenerate-of.ts'
import { brokenKeys, type KeyGround } from './broken-keys.ts'
import { namesUsed } from './names-used.ts'
import type { ProjectFile } from '../models-witness.ts'

/** What is known of the models of one database. */
export interface ReadModels extends KeyGround {
  /** The Python files of the project; none where they were not read. */
  readonly sources: readonly ProjectFile[]
  /** What generates migrations of the database; null where nobody looked. */
  readonly generation: Generation | null
}

/** What models say besides the schema that they make. */
export function modelFactsOf(read: ReadModels): ModelFacts {
  const { declarations, generation, sources } = read
  const tables = declarations.flatMap((one) => one.tables)
  const names = new Set(tables.flatMap(({ className }) => className ?? []))
  const used = namesUsedBy(names, sources, tables)
  return {
    models: declarations.flatMap((one) =>
      one.tables.map((table): ModelFact => ({
        table: pathOf(table),
        className: table.className,
        module: table.module,
        at: table.at,
        metadata: nameOf(one),
        isImported: generation && isImportedBy(table.module, generation),
        isUsed: isUsed(table, used, tables),
      })),
    ),
    metadatas: declarations
      .filter(({ tables: own }) => own.length > 0)
      .map((one) => ({
        name: nameOf(one),
        at: one.at,
        isTracked: generation && isTrackedBy(one.names, generation),
      })),
    autogenerate: generation && autogenerateOf(generation),
    brokenKeys: brokenKeys(read),
    unread: unreadTables(read),
    mayHaveMore: declarations
      .filter(({ isGivenAway }) => isGivenAway)
      .flatMap((one) => one.tables.map(pathOf).map(formatName)),
    unreadColumns: unreadColumns(read),
    refused: read.refusals.flatMap(({ statement: { makes } }) =>
      makes === null ? [] : [{ table: formatName(makes.table), part: makes.part }],
    ),
    enums: declarations.flatMap((one) => one.enums.map(enumOf)),
    clientDefaults: tables.flatMap((table) =>
      table.columns
        .filter((column) => column.hasClientDefault && !column.nullable && column.default === null)
        .map(({ name, at }) => ({ table: pathOf(table), column: name, at })),
    ),
  }
}

function enumOf({ schema, name, labels, members, at }: Declaration['enums'][number]): ModelEnum {
  return { type: { schema: schema ?? 'public', name }, labels, members, at }
}

/** Tables of which a gap speaks; of what could not be made the type may come from where it points. */
function unreadTables({ declarations, gaps }: ReadModels): readonly string[] {
  const isUnread = ({ name, className, columns }: DeclaredTable): boolean =>
    columns.some(({ type }) => type.kind === 'unknown') ||
    gaps.some(({ subject }) =>
      [name, className ?? name].some(
        (one) => subject === one || subject?.startsWith(`${one}.`) === true,
      ),
    )
  return declarations.flatMap(({ tables }) => tables.filter(isUnread).map(pathOf).map(formatName))
}

/** Columns of which a gap speaks by name. */
function unreadColumns({ declarations, gaps }: ReadModels): readonly string[] {
  const subjects = new Set(gaps.flatMap(({ subject }) => subject ?? []))
  return declarations.flatMap(({ tables }) =>
    tables.flatMap((table) =>
      table.columns
        .filter(({ name }) => subjects.has(`${table.name}.${name}`))
        .map(({ name }) => `${formatName(pathOf(table))}.${name}`),
    ),
  )
}

/** A class that something points at by a foreign key is used, and so is a table without a class. */
/** Null where nothing but models was seen: who uses a package of models is not in it. */
function namesUsedBy(
  names: ReadonlySet<string>,
  sources: readonly ProjectFile[],
  tables: readonly DeclaredTable[],
): ReadonlySet<string> | null {
  const declaring = new Set(tables.map(({ at }) => at.file))
  const others = sources.filter(({ file }) => !declaring.has(file))
  return namesUsed(names, others).size === 0 ? null : namesUsed(names, sources)
}

function isUsed(
  table: DeclaredTable,
  used: ReadonlySet<string> | null,
  tables: readonly DeclaredTable[],
): boolean | null {
  if (used === null || table.className === null) return null
  if (used.has(table.className)) return true
  return tables.some(({ constraints }) =>
    constraints.some((one) => one.kind === 'foreign-key' && one.target.table === table.name),
  )
}

function nameOf({ names }: Declaration): string {
  return names[0] ?? 'a metadata'
}

function pathOf({ schema, name }: DeclaredTable): QualifiedName {
  return { schema: schema ?? 'public', name }
}

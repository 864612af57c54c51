import { canonicalJson } from '../../kernel/canonical-json.ts'
import { compareText } from '../../kernel/ordering.ts'
import type { ClassValue, Value } from '../../python/value/value.ts'
import { identifier } from '../../sql/identifier.ts'
import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type {
  Declaration,
  DeclaredEnum,
  DeclaredTable,
  DeclaredType,
  DatabaseTie,
  WrittenEnum,
  WrittenStatement,
} from '../declaration.ts'
import type {
  DomainDraft,
  EnumDraft,
  EventDraft,
  MetadataDraft,
  SqlType,
  TableDraft,
} from './drafts.ts'
import { columnOf, defaultText, sequenceOf, typeOf } from './finish-column.ts'
import { constraintsOf } from './finish-constraints.ts'
import { primaryKeyOf } from './finish-primary-key.ts'
import { indexesOf, withText } from './finish-indexes.ts'
import { asExpression } from './expression-object.ts'
import { entriesIn, flagIn, itemsIn, keyword, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { itemOfKind } from './sa-object.ts'
import { expression, expressionText } from './sql-expression.ts'
import { addColumn } from './table-object.ts'
import { typeText } from './type-text.ts'

/** How a metadata is called, and what tells the database of a table. */
export interface Surroundings {
  readonly names: readonly string[]
  readonly tieOf: (table: TableDraft) => DatabaseTie | null
}

/** Columns that were put on a class after it was mapped. */
export function takeLateColumns(reading: Reading): void {
  for (const { type, table } of reading.mapped) {
    for (const [name, value] of type.attributes) {
      const column = itemOfKind(value, 'column')
      if (column?.table !== null) continue
      column.name ??= name
      column.key ??= name
      addColumn(table, column)
    }
  }
}

/** What the models of a metadata say, written down. */
export async function declarationOf(
  metadata: MetadataDraft,
  { names, tieOf }: Surroundings,
  reading: Reading,
): Promise<Declaration> {
  const drafts = [...metadata.tables.values()]
  const before = reading.gaps.length
  for (const table of drafts) settleSchemas(table)
  const tables: DeclaredTable[] = []
  for (const table of inOrder(drafts)) tables.push(await tableOf(table, tieOf(table), reading))
  const ties = new Set(tables.map(({ database }) => database?.database ?? null))
  const [only] = tables
  const types = typeDrafts(metadata, drafts)
  return {
    names: [...names].sort(compareText),
    at: metadata.at,
    database: ties.size === 1 ? (only?.database ?? null) : null,
    types: typesOf(types),
    enums: enumsOf(types),
    sequences: metadata.sequences.filter(({ isOptional }) => !isOptional).map(sequenceOf),
    tables,
    beforehand: metadata.beforehand.map(written),
    afterwards: metadata.afterwards.map(written),
    gaps: reading.gaps.slice(before),
    isGivenAway: metadata.isGivenAway,
  }
}

function written({ text, at }: EventDraft): WrittenStatement {
  return { text: verbatim(text), at }
}

/** Parents of `inherits` come before their children. */
function inOrder(tables: readonly TableDraft[]): readonly TableDraft[] {
  const parents = new Set(
    tables.flatMap((table) => itemsIn(table.options.get('postgresql_inherits')).map(textIn)),
  )
  return [
    ...tables.filter((table) => parents.has(table.name)),
    ...tables.filter((table) => !parents.has(table.name)),
  ]
}

/** An enum without a schema of its own may take that of its metadata or table. */
function settleSchemas(table: TableDraft): void {
  for (const column of table.columns) {
    const type = innermost(column.type)
    if (type.kind !== 'enum' || type.metadata) continue
    if (type.inheritSchema === true) type.schema = table.schema
  }
}

function innermost(type: SqlType): SqlType {
  return type.kind === 'array' ? innermost(type.of) : type
}

/** Types as columns and the metadata itself name them, in their order; several may be the same. */
function typeDrafts(metadata: MetadataDraft, tables: readonly TableDraft[]): readonly SqlType[] {
  return [
    ...metadata.types,
    ...tables.flatMap((table) => table.columns.map((column) => innermost(typeOf(column)))),
  ]
}

function typesOf(drafts: readonly SqlType[]): readonly DeclaredType[] {
  const found = new Map<string, DeclaredType>()
  for (const draft of drafts) {
    if (draft.kind !== 'enum' && draft.kind !== 'domain') continue
    const made = draft.kind === 'enum' ? enumOf(draft) : domainOf(draft)
    if (!made) continue
    const key = `${made.schema ?? ''}.${made.name}`
    if (!found.has(key)) found.set(key, made)
  }
  return [...found.values()]
}

function enumsOf(drafts: readonly SqlType[]): readonly WrittenEnum[] {
  const found = new Map<string, WrittenEnum>()
  for (const draft of drafts) {
    const made = draft.kind === 'enum' ? enumOf(draft) : null
    if (draft.kind !== 'enum' || made === null) continue
    const key = canonicalJson([made.schema, made.name, ...made.labels])
    if (!found.has(key)) found.set(key, { ...made, members: draft.members })
  }
  return [...found.values()]
}

function enumOf({ name, schema, labels, isNative, at }: EnumDraft): DeclaredEnum | null {
  if (name === null || !isNative) return null
  return { kind: 'enum', schema, name, labels, at }
}

function domainOf(draft: DomainDraft): DeclaredType | null {
  const base = typeText(draft.base)
  if (base === null) return null
  const text = textIn(draft.check)
  const made = text === null ? draft.check && asExpression(draft.check) : expression('text', [text])
  return {
    kind: 'domain',
    schema: draft.schema,
    name: draft.name,
    base,
    collation: draft.collation,
    default: draft.default && defaultText(draft.default),
    notNull: draft.notNull,
    constraintName: draft.constraintName,
    check: made ? expressionText(made) : null,
    at: draft.at,
  }
}

async function tableOf(
  table: TableDraft,
  database: DatabaseTie | null,
  reading: Reading,
): Promise<DeclaredTable> {
  const finishing = { table, reading }
  const primaryKey = await primaryKeyOf(finishing)
  const constraints = await constraintsOf(finishing)
  const sequences = table.columns.flatMap(({ sequence }) =>
    sequence && !sequence.isOptional && !sequence.metadata ? [sequenceOf(sequence)] : [],
  )
  return {
    schema: table.schema,
    name: table.name,
    at: table.at,
    module: table.module,
    className: nameOf(table.owner),
    database,
    info: infoOf(table),
    columns: table.columns.map((column) => columnOf(column, finishing)),
    constraints: primaryKey ? [primaryKey, ...constraints] : constraints,
    indexes: await indexesOf(finishing),
    sequences,
    comment: textIn(table.comment),
    prefixes: itemsIn(table.options.get('prefixes')).flatMap(textAsSql),
    suffixes: suffixesOf(table.options),
    beforehand: table.beforehand.map(written),
    afterwards: table.afterwards.map(written),
  }
}

function infoOf({ options }: TableDraft): ReadonlyMap<string, string | boolean> {
  return new Map(
    Array.from(entriesIn(options.get('info')), ([key, value]) => [
      key,
      textIn(value) ?? flagIn(value),
    ]).filter((entry): entry is [string, string | boolean] => entry[1] !== null),
  )
}

function nameOf(owner: ClassValue | null): string | null {
  return owner?.name ?? null
}

function textAsSql(value: Value): readonly Sql[] {
  const text = textIn(value)
  return text === null ? [] : [verbatim(text)]
}

function suffixesOf(options: ReadonlyMap<string, Value>): readonly Sql[] {
  const found: Sql[] = []
  const parents = itemsIn(options.get('postgresql_inherits')).flatMap((one) => textIn(one) ?? [])
  if (parents.length > 0) found.push(sql`inherits (${joinSql(parents.map(identifier), sql`, `)})`)
  const partition = textIn(keyword(options, 'postgresql_partition_by'))
  if (partition !== null) found.push(sql`partition by ${verbatim(partition)}`)
  const using = textIn(keyword(options, 'postgresql_using'))
  if (using !== null) found.push(sql`using ${verbatim(using)}`)
  const parameters = withText(keyword(options, 'postgresql_with'))
  if (parameters !== '') found.push(parameters)
  const tablespace = textIn(keyword(options, 'postgresql_tablespace'))
  if (tablespace !== null) found.push(sql`tablespace ${identifier(tablespace)}`)
  return found
}

import {
  constraintName,
  definitionOf,
  commentStatements,
  sequenceStatement,
} from '../../../models/ddl-of.ts'
import type { DeclaredTable } from '../../../models/declaration.ts'
import type { MetadataDraft, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { declarationOf, takeLateColumns } from '../../../models/sqlalchemy/finish.ts'
import { argument, flagIn, itemsIn } from '../../../models/sqlalchemy/read-value.ts'
import { itemOfKind } from '../../../models/sqlalchemy/sa-object.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { sql } from '../../../sql/sql.ts'
import { createTypeText, namedTypeIn, typeExists } from '../operations/create-type.ts'
import { indexText } from '../operations/index-directives.ts'
import { nameIn } from '../operations/read-arguments.ts'
import { wholeTableText } from '../operations/table-directives.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { tableExists } from './table-exists.ts'

/** `metadata.create_all(bind, tables=…)`: what is not there yet; foreign keys come last. */
export function* createAll(
  metadata: MetadataDraft,
  call: HostCall,
  context: ReplayContext,
): Steps<Value> {
  yield* waitFor(context.completeModels())
  takeLateColumns(context.reading)
  const wanted = yield* missing(wantedTables(metadata, call), call, context)
  yield* createTypes(metadata, wanted, { call, context })
  const { declaration, tables } = yield* declarations(metadata, wanted, context)
  const named = itemsIn(argument(call, 1, 'tables')).length > 0
  for (const sequence of named ? [] : declaration.sequences) {
    yield* context.execute(sequenceStatement(sequence).sql, call)
  }
  for (const table of tables) {
    for (const sequence of table.sequences) {
      yield* context.execute(sequenceStatement(sequence).sql, call)
    }
    const constraints = table.constraints.filter(({ kind }) => kind !== 'foreign-key')
    yield* context.execute(wholeTableText({ ...table, constraints }, false), call)
    for (const index of table.indexes) yield* context.execute(indexText(table, index), call)
    for (const statement of commentStatements(table)) yield* context.execute(statement.sql, call)
  }
  for (const table of tables) {
    for (const one of table.constraints.filter(({ kind }) => kind === 'foreign-key')) {
      const text = sql`${constraintName(one)}${definitionOf(one)}`
      yield* context.execute(sql`alter table ${nameIn(table.schema, table.name)} add ${text}`, call)
    }
    for (const { text } of table.afterwards) yield* context.execute(text, call)
  }
  return none
}

function wantedTables(metadata: MetadataDraft, call: HostCall): readonly TableDraft[] {
  const given = itemsIn(argument(call, 1, 'tables'))
  if (given.length === 0) return [...metadata.tables.values()]
  return given.flatMap((one) => itemOfKind(one, 'table') ?? [])
}

function* missing(
  tables: readonly TableDraft[],
  call: HostCall,
  context: ReplayContext,
): Steps<readonly TableDraft[]> {
  if (flagIn(argument(call, 2, 'checkfirst')) === false) return tables
  const found: TableDraft[] = []
  for (const table of tables) {
    if (!(yield* tableExists(table, call, context))) found.push(table)
  }
  return found
}

function* createTypes(
  metadata: MetadataDraft,
  tables: readonly TableDraft[],
  { call, context }: { readonly call: HostCall; readonly context: ReplayContext },
): Steps<void> {
  const types = [
    ...metadata.types,
    ...tables.flatMap((table) => table.columns.map(({ type }) => type)),
  ]
  const seen = new Set<string>()
  for (const type of types) {
    const named = namedTypeIn(type)
    const key = named ? `${named.schema ?? ''}.${named.name}` : ''
    if (!named || seen.has(key)) continue
    seen.add(key)
    if (named.kind === 'enum' && flagIn(named.keywords.get('create_type')) === false) continue
    if (!(yield* typeExists(named, call, context))) {
      yield* context.execute(createTypeText(named), call)
    }
  }
}

function* declarations(
  metadata: MetadataDraft,
  wanted: readonly TableDraft[],
  context: ReplayContext,
): Steps<{
  readonly declaration: Awaited<ReturnType<typeof declarationOf>>
  readonly tables: readonly DeclaredTable[]
}> {
  const declaration = yield* waitFor(
    declarationOf(metadata, { names: [], tieOf: () => null }, context.reading),
  )
  for (const { reason, at, subject } of context.reading.gaps.splice(0)) {
    const [table = ''] = subject?.split('.') ?? []
    const isWanted = wanted.some(({ name, owner }) => name === table || owner?.name === table)
    if (isWanted) context.gap(reason, at, { touches: [table] })
  }
  const tables = declaration.tables.filter((one) =>
    wanted.some((table) => table.name === one.name && table.schema === one.schema),
  )
  return { declaration, tables }
}

/** `metadata.drop_all(bind)` */
export function* dropAll(
  metadata: MetadataDraft,
  call: HostCall,
  context: ReplayContext,
): Steps<Value> {
  yield* waitFor(context.completeModels())
  for (const table of wantedTables(metadata, call).toReversed()) {
    if (!(yield* tableExists(table, call, context))) continue
    yield* context.execute(sql`drop table ${nameIn(table.schema, table.name)} cascade`, call)
  }
  for (const table of wantedTables(metadata, call)) {
    for (const { type } of table.columns) {
      const named = namedTypeIn(type)
      if (named && (yield* typeExists(named, call, context))) {
        yield* context.execute(sql`drop type ${nameIn(named.schema, named.name)}`, call)
      }
    }
  }
  return none
}

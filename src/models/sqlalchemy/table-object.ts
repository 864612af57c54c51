import { none, str } from '../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../python/value/value.ts'
import { copyColumn } from './column-construct.ts'
import type { ColumnDraft, MetadataDraft, TableDraft } from './drafts.ts'
import { columnObject } from './expression-object.ts'
import { liveDatabase } from './live-host.ts'
import { argument, entriesIn, itemsIn, keyword, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { tellReflection } from './tell-reflection.ts'
import {
  construct,
  inert,
  isUnknown,
  itemOf,
  itemOfKind,
  saObject,
  type SaObject,
} from './sa-object.ts'

const objects = new WeakMap<TableDraft, SaObject>()

/** A `Table` as interpreted code holds it; always the same object. */
export function tableObject(table: TableDraft, reading: Reading): SaObject {
  const existing = objects.get(table)
  if (existing) return existing
  const made = saObject('Table', table, {
    getAttribute: (name, call) =>
      liveDatabase(call.machine)?.tableAttribute(table, name, call) ??
      attribute(table, name, { call, reading }),
    escaped: ({ reason }, at) =>
      reading.gap(`what is given this table may add to it: ${reason}`, at, table.name),
  })
  objects.set(table, made)
  return made
}

function attribute(
  table: TableDraft,
  name: string,
  { reading }: { readonly call: HostCall; readonly reading: Reading },
): Value | null {
  switch (name) {
    case 'c':
    case 'columns':
      return columnsObject(table)
    case 'name':
    case 'fullname':
      return str(table.name)
    case 'schema':
      return table.schema === null ? none : str(table.schema)
    case 'append_column':
      return construct(name, (call) => {
        addItem(table, call.positional[0] ?? none, reading)
        return none
      })
    case 'append_constraint':
      return construct(name, (call) => {
        addItem(table, call.positional[0] ?? none, reading)
        return none
      })
    case 'to_metadata':
    case 'tometadata':
      return construct(name, (call) => copyTable(table, call, reading))
    default:
      return name.startsWith('__') ? null : inert(name)
  }
}

function columnsObject(table: TableDraft): SaObject {
  const find = (key: Value | undefined): Value | null => {
    const text = textIn(key)
    const found = table.columns.find((one) => one.key === text)
    return found ? columnObject(found) : null
  }
  return saObject(
    'columns',
    { kind: 'inert', name: 'columns' },
    {
      getAttribute: (name) => {
        if (name.startsWith('__')) return null
        if (name === 'get') {
          return construct(name, ({ positional: [key, other] }) => find(key) ?? other ?? none)
        }
        if (name === 'keys') {
          return construct(name, () => list(table.columns.map((one) => str(one.key ?? ''))))
        }
        if (name === 'values') return construct(name, () => list(table.columns.map(columnObject)))
        return find(str(name)) ?? inert(name)
      },
      getItem: (key, call) => find(key) ?? call.machine.raise('KeyError', textIn(key) ?? ''),
      iterate: () => table.columns.map(columnObject),
      operate: ({ operator, other }) =>
        operator === 'in' ? { kind: 'bool', value: find(other) !== null } : null,
    },
  )
}

function list(items: Value[]): Value {
  return { kind: 'list', items, uncertain: null }
}

/** `Table(name, metadata, …)` */
export function makeTable(call: HostCall, reading: Reading): Value {
  const [first, second, ...items] = call.positional
  const name = textIn(first)
  const metadata = itemOfKind(second ?? call.keywords.get('metadata'), 'metadata')
  if (name === null || !metadata) {
    const doubt = [first, second].find(isUnknown)
    reading.gap(doubt?.reason ?? 'the name or the metadata of this table is not known', call.at)
    return call.machine.unknown('this table is not understood')
  }
  tellReflection(call.keywords, { at: call.at, subject: name, reading })
  const table = newTable({
    name,
    metadata,
    keywords: call.keywords,
    at: call.at,
    module: reading.moduleAt(call.at),
  })
  return tableObject(registerTable(table, items, reading), reading)
}

/** What a table is made of before its items. */
export interface NewTable {
  readonly name: string
  readonly metadata: MetadataDraft
  readonly keywords: ReadonlyMap<string, Value>
  readonly at: HostCall['at']
  readonly module: string
}

/** A table without items. */
export function newTable({ name, metadata, keywords, at, module }: NewTable): TableDraft {
  const schema = keywords.get('schema')
  // `BLANK_SCHEMA` is a schema that was named: none.
  const isBlank = itemOf(schema)?.kind === 'inert'
  return {
    kind: 'table',
    name,
    schema: isBlank ? null : (textIn(schema) ?? metadata.schema),
    metadata,
    columns: [],
    constraints: [],
    indexes: [],
    comment: keyword(keywords, 'comment'),
    options: new Map(keywords),
    bindKey: textIn(entriesIn(keywords.get('info')).get('bind_key')),
    owner: null,
    module,
    at,
    beforehand: [],
    afterwards: [],
  }
}

/** Puts a table into its metadata; one of the same name is the same where it may be extended. */
export function registerTable(
  table: TableDraft,
  items: readonly Value[],
  reading: Reading,
): TableDraft {
  const key = table.schema === null ? table.name : `${table.schema}.${table.name}`
  const existing = table.metadata.tables.get(key)
  if (existing && items.length + table.columns.length > 0) {
    if (table.options.has('keep_existing')) return existing
    if (!table.options.has('extend_existing')) {
      reading.gap(`the table "${key}" is declared a second time`, table.at, key)
    }
    for (const column of table.columns) addColumn(existing, column)
  }
  const target = existing ?? table
  table.metadata.tables.set(key, target)
  for (const item of items) addItem(target, item, reading)
  return target
}

/** Adds a column, constraint or index to a table. */
export function addItem(table: TableDraft, value: Value, reading: Reading): void {
  const item = itemOf(value)
  if (item?.kind === 'column') addColumn(table, item)
  else if (item?.kind === 'constraint') table.constraints.push(item)
  else if (item?.kind === 'index') item.table = table
  else if (value.kind === 'unknown') reading.doubt(value, table.name)
  else if (value.kind !== 'none') {
    reading.gap('an item of this table is not understood', table.at, table.name)
  }
}

/** Adds a column; one of the same name takes the place of the other. */
export function addColumn(table: TableDraft, column: ColumnDraft): void {
  column.key ??= column.name
  column.table = table
  const same = table.columns.findIndex((one) => one.key === column.key)
  if (same >= 0) table.columns[same] = column
  else table.columns.push(column)
}

function* copyTable(table: TableDraft, call: HostCall, reading: Reading): Steps<Value> {
  yield* []
  const metadata = itemOfKind(argument(call, 0, 'metadata'), 'metadata') ?? table.metadata
  const name = textIn(keyword(call.keywords, 'name')) ?? table.name
  const schema = textIn(keyword(call.keywords, 'schema'))
  const copy: TableDraft = {
    ...table,
    name,
    metadata,
    schema: schema ?? table.schema ?? metadata.schema,
    columns: table.columns.map((column) => copyColumn(column)),
    constraints: table.constraints.map((one) => ({ ...one })),
    indexes: [],
    owner: null,
    at: call.at,
    beforehand: [],
    afterwards: [],
  }
  for (const column of copy.columns) column.table = copy
  for (const index of [...reading.indexes]) {
    if (index.table === table) reading.indexes.push({ ...index, table: copy })
  }
  return tableObject(registerTable(copy, [], reading), reading)
}

/** Items of `__table_args__`: constraints and indexes, then options. */
export function tableArguments(value: Value | null): {
  readonly items: readonly Value[]
  readonly options: ReadonlyMap<string, Value>
} {
  if (value?.kind === 'dict') return { items: [], options: entriesIn(value) }
  const items = itemsIn(value)
  const last = items.at(-1)
  if (last?.kind === 'dict') return { items: items.slice(0, -1), options: entriesIn(last) }
  return { items, options: new Map() }
}

import type { HostCall, Steps, Value } from '../../python/value/value.ts'
import type { ColumnDraft } from './drafts.ts'
import { columnObject } from './expression-object.ts'
import { typeIn } from './own-types.ts'
import { flagIn, keyword, numberIn, textIn } from './read-value.ts'
import { isUnknown, itemOf, type SaObject } from './sa-object.ts'

/** `Column(…)` and `mapped_column(…)`. */
export function* makeColumn(call: HostCall, isMapped: boolean): Steps<SaObject> {
  const { keywords } = call
  const column = newColumn(call, isMapped)
  for (const [index, value] of call.positional.entries()) {
    const text = index === 0 ? textIn(value) : null
    if (text !== null) column.name = text
    else yield* addArgument(column, value, call)
  }
  const type = keyword(keywords, 'type_')
  if (type) yield* addArgument(column, type, call)
  const name = textIn(keyword(keywords, 'name'))
  if (name !== null) column.name = name
  column.key = textIn(keyword(keywords, 'key')) ?? column.name
  readKeywords(column, call)
  return columnObject(column)
}

/** A column of which nothing is known but its place. */
export function newColumn({ at }: Pick<HostCall, 'at'>, isMapped: boolean): ColumnDraft {
  return {
    kind: 'column',
    isMapped,
    name: null,
    key: null,
    type: { kind: 'null' },
    nullable: null,
    isPrimaryKey: false,
    index: null,
    unique: null,
    autoincrement: 'auto',
    hasClientDefault: false,
    hasClientUpdate: false,
    sequence: null,
    serverDefault: null,
    computed: null,
    identity: null,
    comment: null,
    foreignKeys: [],
    checks: [],
    sortOrder: 0,
    useExisting: false,
    table: null,
    at,
    doubts: [],
  }
}

/** A copy, as SQLAlchemy makes one of a mixin's column for each class. */
export function copyColumn(column: ColumnDraft): ColumnDraft {
  return {
    ...column,
    type: column.type.kind === 'enum' ? { ...column.type } : column.type,
    foreignKeys: [...column.foreignKeys],
    checks: column.checks.map((check) => ({ ...check })),
    doubts: [...column.doubts],
    table: null,
  }
}

function* addArgument(column: ColumnDraft, value: Value, call: HostCall): Steps<void> {
  if (value.kind === 'none') return
  if (!addSchemaPart(column, value)) yield* addType(column, value, call)
}

/** Whether a value is something that a column is given besides its type. */
function addSchemaPart(column: ColumnDraft, value: Value): boolean {
  const item = itemOf(value)
  if (item?.kind === 'foreign-key') column.foreignKeys.push(item)
  else if (item?.kind === 'constraint') {
    item.column = column
    column.checks.push(item)
  } else if (item?.kind === 'computed') column.computed = item
  else if (item?.kind === 'identity') column.identity = item
  else if (item?.kind === 'sequence') {
    column.sequence = item
    item.column = column
  } else if (item?.kind === 'expression') {
    // `DefaultClause` gives the default itself.
    column.serverDefault = value
  } else return item?.kind === 'fetched'
  return true
}

function* addType(column: ColumnDraft, value: Value, call: HostCall): Steps<void> {
  const type = yield* typeIn(value, call.machine)
  if (type) {
    column.type = type
    return
  }
  const reason = isUnknown(value) ? value.reason : `an argument of this column is not understood`
  const at = isUnknown(value) ? value.at : call.at
  column.doubts.push({ kind: 'unknown', reason, at })
  if (column.type.kind === 'null') column.type = { kind: 'unknown-type', reason, at }
}

function readKeywords(column: ColumnDraft, call: HostCall): void {
  const { keywords } = call
  const flag = (name: string): boolean | null => flagIn(keyword(keywords, name))
  column.nullable = flag('nullable')
  column.isPrimaryKey = flag('primary_key') ?? false
  column.index = flag('index')
  column.unique = flag('unique')
  column.comment = textIn(keyword(keywords, 'comment'))
  column.sortOrder = numberIn(keyword(keywords, 'sort_order')) ?? 0
  column.useExisting = flag('use_existing_column') ?? false
  column.autoincrement = autoincrement(keyword(keywords, 'autoincrement'))
  readDefaults(column, keywords)
  for (const [name, value] of keywords) {
    if (isUnknown(value) && SCHEMA_KEYWORDS.has(name)) column.doubts.push(value)
  }
}

const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
  'nullable',
  'primary_key',
  'index',
  'unique',
  'comment',
  'server_default',
  'autoincrement',
  'name',
  'key',
])

function readDefaults(column: ColumnDraft, keywords: ReadonlyMap<string, Value>): void {
  const given = keyword(keywords, 'insert_default') ?? keyword(keywords, 'default')
  const sequence = itemOf(given)
  if (sequence?.kind === 'sequence') {
    column.sequence = sequence
    sequence.column = column
  } else if (given) column.hasClientDefault = true
  if (keyword(keywords, 'onupdate')) column.hasClientUpdate = true
  const server = keyword(keywords, 'server_default')
  const item = itemOf(server)
  if (item?.kind === 'identity') column.identity = item
  else if (item?.kind === 'computed') column.computed = item
  else if (server && item?.kind !== 'fetched') column.serverDefault = server
}

function autoincrement(value: Value | null): ColumnDraft['autoincrement'] {
  const text = textIn(value)
  if (text === 'ignore_fk') return text
  return flagIn(value) ?? 'auto'
}

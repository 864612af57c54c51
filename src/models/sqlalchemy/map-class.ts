import { positional } from '../../python/value/make.ts'
import { none, str } from '../../python/value/plain-value.ts'
import type { ClassValue, HostCall, Steps, Value } from '../../python/value/value.ts'
import type { ColumnDraft, MetadataDraft, TableDraft } from './drafts.ts'
import { columnObject } from './expression-object.ts'
import { metadataObject } from './metadata-object.ts'
import { flagIn, textIn } from './read-value.ts'
import type { Mapping } from './mapping.ts'
import { tellReflection } from './tell-reflection.ts'
import { itemOfKind, type RegistryItem } from './sa-object.ts'
import { scanBases } from './scan-order.ts'
import { scanColumns } from './scan-columns.ts'
import { sqlModelColumns } from './sqlmodel-fields.ts'
import { addColumn, newTable, registerTable, tableArguments, tableObject } from './table-object.ts'

/** Registries of classes such as `class Base(DeclarativeBase)`. */
const rootRegistries = new WeakMap<ClassValue, RegistryItem>()
const tables = new WeakMap<ClassValue, TableDraft>()

/** What SQLAlchemy does when a class that inherits from a base is made. */
export function* mapClass(type: ClassValue, mapping: Mapping): Steps<Value> {
  const registry = registryOf(type, mapping)
  if (registry === null) return makeRoot(type, mapping)
  const metadata = yield* metadataFor(type, registry, mapping)
  tellStrangers(type, mapping)
  if (flagIn(type.attributes.get('__abstract__')) === true) return none
  if (mapping.base.flavour === 'sqlmodel') {
    if (flagIn(type.keywords.get('table')) !== true) return none
    yield* sqlModelColumns(type, { ...mapping, registry })
    if (!hasTableName(type)) type.attributes.set('__tablename__', str(type.name.toLowerCase()))
  }
  yield* declare(type, { ...mapping, registry, metadata })
  return none
}

interface Declaring extends Mapping {
  readonly registry: RegistryItem
  readonly metadata: MetadataDraft
}

function* declare(type: ClassValue, declaring: Declaring): Steps<void> {
  const { call } = declaring
  const fixed = yield* fixedTable(type, call)
  if (fixed) {
    useTable(type, fixed, declaring)
    return
  }
  const parent = mappedParent(type)
  const name = yield* tableName(type, declaring)
  if (name !== null) type.attributes.set('__tablename__', str(name))
  const columns = yield* scanColumns(type, {
    ...declaring,
    isMapped: (one) => tables.has(one),
    parent,
  })
  if (name === null || (declaring.base.flavour === 'flask' && isSingle(columns, parent))) {
    if (name !== null) type.attributes.delete('__tablename__')
    if (!parent) return
    for (const column of columns) if (!column.table) addColumn(parent, column)
    finish(type, parent, declaring)
    return
  }
  const args = tableArguments(yield* tableArgs(type, declaring))
  tellReflection(args.options, {
    at: type.at ?? call.at,
    subject: name,
    reading: declaring.reading,
  })
  const table = newTable({
    name,
    metadata: declaring.metadata,
    keywords: args.options,
    at: type.at ?? call.at,
    module: type.module,
  })
  fillTable(type, table, columns)
  finish(type, registerTable(table, args.items, declaring.reading), declaring)
}

function fillTable(type: ClassValue, table: TableDraft, columns: readonly ColumnDraft[]): void {
  table.owner = type
  table.bindKey ??= textIn(attributeIn(type, '__bind_key__'))
  const sorted = [...columns].sort((one, other) => one.sortOrder - other.sortOrder)
  for (const column of sorted) addColumn(table, column)
}

/** A class with a table of its own making: its columns are attributes. */
function useTable(type: ClassValue, table: TableDraft, declaring: Declaring): void {
  table.owner ??= type
  finish(type, table, declaring)
  for (const column of table.columns) {
    const key = column.key ?? ''
    if (!type.attributes.has(key)) type.attributes.set(key, columnObject(column))
  }
}

/** A class without a key of its own is in the table of its parent, as Flask-SQLAlchemy has it. */
function isSingle(
  columns: readonly { readonly isPrimaryKey: boolean }[],
  parent: TableDraft | null,
): boolean {
  return parent !== null && !columns.some((column) => column.isPrimaryKey)
}

function finish(type: ClassValue, table: TableDraft, { reading }: Declaring): void {
  tables.set(type, table)
  reading.mapped.push({ type, table })
  type.attributes.set('__table__', tableObject(table, reading))
}

function registryOf(type: ClassValue, { base }: Mapping): RegistryItem | null {
  for (const one of type.order) {
    if (one.kind !== 'class' || one === type) continue
    const found = rootRegistries.get(one)
    if (found) return found
  }
  return base.registry
}

/** `class Base(DeclarativeBase)`: a registry of its own. */
function makeRoot(type: ClassValue, { reading, call }: Mapping): Value {
  const given = itemOfKind(attributeIn(type, 'registry'), 'registry')
  const metadata = itemOfKind(attributeIn(type, 'metadata'), 'metadata')
  const map = attributeIn(type, 'type_annotation_map')
  const own = map?.kind === 'dict' ? [...map.entries.values()] : []
  const registry: RegistryItem = given ?? {
    kind: 'registry',
    metadata: metadata ?? reading.newMetadata(type.at ?? call.at),
    annotationTypes: own,
  }
  rootRegistries.set(type, registry)
  type.attributes.set('metadata', metadataObject(metadata ?? registry.metadata, reading))
  return none
}

function* metadataFor(
  type: ClassValue,
  registry: RegistryItem,
  { base, reading }: Mapping,
): Steps<MetadataDraft> {
  yield* []
  const own = itemOfKind(type.attributes.get('metadata'), 'metadata')
  if (own) return own
  const bindKey = textIn(attributeIn(type, '__bind_key__'))
  if (base.metadataOf && bindKey !== null) {
    const metadata = base.metadataOf(bindKey)
    type.attributes.set('metadata', metadataObject(metadata, reading))
    return metadata
  }
  return itemOfKind(attributeIn(type, 'metadata'), 'metadata') ?? registry.metadata
}

/** An attribute of a class or of what it inherits from. */
export function attributeIn(type: ClassValue, name: string): Value | null {
  for (const one of scanBases(type)) {
    const value = one.attributes.get(name)
    if (value !== undefined) return value
  }
  return null
}

/** Bases that are not known may bring columns. */
function tellStrangers(type: ClassValue, { reading, call }: Mapping): void {
  for (const base of type.bases) {
    if (base.kind !== 'unknown' || COLUMNLESS.test(base.reason)) continue
    reading.gap(
      `a base of "${type.name}" may bring columns: ${base.reason}`,
      type.at ?? call.at,
      type.name,
    )
  }
  for (const { reason, at } of type.droppedDecorators) {
    reading.gap(`a decorator of "${type.name}" may bring columns: ${reason}`, at, type.name)
  }
}

/** Libraries whose mixins bring no columns. */
const COLUMNLESS = /"(flask_login|sqlalchemy_serializer|sqlalchemy_mixins|pydantic|abc)"/

function* fixedTable(type: ClassValue, { machine }: HostCall): Steps<TableDraft | null> {
  const own = type.attributes.get('__table__')
  const attribute = itemOfKind(own, 'declared-attribute')
  const value = attribute ? yield* machine.call(attribute.function, positional(type)) : own
  return itemOfKind(value, 'table')
}

/** The table of the nearest class above that is mapped. */
function mappedParent(type: ClassValue): TableDraft | null {
  for (const one of scanBases(type)) {
    const table = one === type ? undefined : tables.get(one)
    if (table) return table
  }
  return null
}

function hasTableName(type: ClassValue): boolean {
  return scanBases(type).some((one) => !tables.has(one) && one.attributes.has('__tablename__'))
}

function* tableName(type: ClassValue, declaring: Declaring): Steps<string | null> {
  for (const one of scanBases(type)) {
    const value = one.attributes.get('__tablename__')
    if (value === undefined) continue
    const attribute = itemOfKind(value, 'declared-attribute')
    if (tables.has(one) && !attribute) {
      if (declaring.base.flavour === 'flask') break
      continue
    }
    const given = attribute
      ? yield* declaring.call.machine.call(attribute.function, positional(type))
      : value
    if (given.kind === 'unknown') declaring.reading.doubt(given, type.name)
    return textIn(given)
  }
  return declaring.base.flavour === 'flask' ? snakeCase(type.name) : null
}

/** As Flask-SQLAlchemy names tables: `HTTPCacheEntry` is `http_cache_entry`. */
export function snakeCase(name: string): string {
  return name
    .replace(/((?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z]))/g, '_$1')
    .toLowerCase()
    .replace(/^_+/, '')
}

function* tableArgs(type: ClassValue, { call, reading }: Declaring): Steps<Value | null> {
  for (const one of scanBases(type)) {
    const value = one.attributes.get('__table_args__')
    if (value === undefined) continue
    const attribute = itemOfKind(value, 'declared-attribute')
    if (tables.has(one) && one !== type && !attribute) continue
    const given = attribute ? yield* call.machine.call(attribute.function, positional(type)) : value
    if (given.kind === 'unknown') reading.doubt(given, type.name)
    return given
  }
  return null
}

/** The table of the nearest class above that is mapped; null where there is none. */
export function mappedTableOf(type: ClassValue): TableDraft | null {
  return mappedParent(type)
}

/** The registry of a class such as `class Base(DeclarativeBase)`. */
export function registryOfRoot(type: ClassValue): RegistryItem | null {
  return rootRegistries.get(type) ?? null
}

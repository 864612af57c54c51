import type { Annotation, ClassValue, Steps, Value } from '../../python/value/value.ts'
import { outsideClass } from './annotation-scope.ts'
import { annotatedParts, includesNone } from './annotation-type.ts'
import { makeColumn, newColumn } from './column-construct.ts'
import type { ColumnDraft } from './drafts.ts'
import { columnObject } from './expression-object.ts'
import type { RegisteredMapping } from './mapping.ts'
import { resolveType } from './own-types.ts'
import { flagIn, itemsIn, textIn } from './read-value.ts'
import { itemOf, itemOfKind, saObject, type FieldItem } from './sa-object.ts'
import { scanBases } from './scan-order.ts'
import { fieldType } from './sqlmodel-type.ts'

interface Field {
  readonly annotation: Annotation
  readonly value: Value | undefined
}

/** Makes the columns of a SQLModel class from its fields, as attributes of the class. */
export function* sqlModelColumns(type: ClassValue, mapping: RegisteredMapping): Steps<void> {
  const fields = fieldsOf(type)
  // pydantic takes the defaults of fields off the class, and SQLModel puts columns there.
  for (const name of fields.keys()) type.attributes.delete(name)
  for (const [name, field] of fields) {
    const column = yield* fieldColumn(name, field, mapping)
    if (!column) continue
    column.key ??= column.name ?? name
    column.name ??= name
    if (isCreatedLate(field, mapping)) column.sortOrder += 1
    type.attributes.set(name, columnObject(column))
  }
}

/**
 * Before SQLAlchemy 2.0 columns stand in the order in which they were created: those of `sa_column`,
 * which the body of the class makes, before those that are made of it afterwards.
 */
function isCreatedLate({ value }: Field, { reading }: RegisteredMapping): boolean {
  const [major] = reading.version.sqlalchemy
  return major < 2 && !itemOfKind(value, 'field')?.keywords.has('sa_column')
}

/** All fields, those of the farthest bases first; a later one keeps the place of the first. */
function fieldsOf(type: ClassValue): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>()
  for (const base of [...scanBases(type)].reverse()) {
    for (const [name, annotation] of base.annotations) {
      const value = base.attributes.get(name)
      if (name.startsWith('_') || isRelationship(value) || isClassVariable(annotation)) continue
      if (itemOf(value)?.kind === 'declared-attribute') continue
      found.set(name, { annotation, value: value ?? found.get(name)?.value })
    }
  }
  return found
}

function isRelationship(value: Value | undefined): boolean {
  return itemOf(value)?.kind === 'inert'
}

function isClassVariable({ expression, scope }: Annotation): boolean {
  return /^(typing\.)?ClassVar\b/.test(scope.module.textOf(expression.start, expression.end))
}

function* fieldColumn(
  name: string,
  { annotation, value }: Field,
  mapping: RegisteredMapping,
): Steps<ColumnDraft | null> {
  const { reading } = mapping
  const type: Value = yield reading.program.annotation(outsideClass(annotation))
  const parts = annotatedParts(type)
  const inner = parts?.extra.map((one) => itemOfKind(one, 'field')).find((one) => one !== null)
  const field = itemOfKind(value, 'field') ?? inner ?? null
  const given = argumentsOf(field, inner ?? null)
  const own = itemOfKind(given.get('sa_column'), 'column')
  if (own) return isTaken(own) ? { ...own, table: null } : own
  const place = field && field === itemOf(value) ? field.at : annotation.at
  const facts: Facts = { name, given, type: parts?.type ?? type, value, field, place }
  const column = yield* columnOfFacts(facts, mapping)
  return column
}

/** A `sa_column` of a base that is no table serves every table that inherits it; SQLAlchemy refuses. */
function isTaken(column: ColumnDraft): boolean {
  return column.table !== null
}

function argumentsOf(field: FieldItem | null, inner: FieldItem | null): Map<string, Value> {
  const found = new Map([...(inner?.keywords ?? []), ...(field?.keywords ?? [])])
  const [first] = field?.positional ?? []
  if (first) found.set('default', first)
  for (const [name, value] of found) if (itemOf(value)?.kind === 'inert') found.delete(name)
  return found
}

interface Facts {
  readonly name: string
  readonly given: ReadonlyMap<string, Value>
  readonly type: Value
  readonly value: Value | undefined
  readonly field: FieldItem | null
  readonly place: ColumnDraft['at']
}

function* columnOfFacts(facts: Facts, mapping: RegisteredMapping): Steps<ColumnDraft> {
  const { given, place } = facts
  const { call, reading } = mapping
  const column = newColumn({ at: place }, false)
  const isPrimaryKey = flagIn(given.get('primary_key')) ?? false
  column.isPrimaryKey = isPrimaryKey
  column.index = flagIn(given.get('index')) ?? false
  column.unique = flagIn(given.get('unique')) ?? false
  column.nullable = flagIn(given.get('nullable')) ?? (!isPrimaryKey && includesNone(facts.type))
  column.hasClientDefault = hasDefault(facts)
  const saType = given.get('sa_type')
  column.type = saType ? yield* resolveType(saType, call.machine) : yield* fieldType(facts, mapping)
  const target = textIn(given.get('foreign_key'))
  if (target !== null) {
    const ondelete = given.get('ondelete')
    column.foreignKeys.push({
      kind: 'foreign-key',
      target: { kind: 'str', value: target },
      options: ondelete ? new Map([['ondelete', ondelete]]) : new Map(),
      order: reading.next(),
      at: place,
    })
  }
  return yield* withColumnArguments(column, facts, mapping)
}

/** `sa_column_args` and `sa_column_kwargs` go to `Column` as they are. */
function* withColumnArguments(
  column: ColumnDraft,
  { given, place }: Facts,
  { call }: RegisteredMapping,
): Steps<ColumnDraft> {
  const args = given.get('sa_column_args')
  const keywords = given.get('sa_column_kwargs')
  if (!args && keywords?.kind !== 'dict') return column
  const named = new Map<string, Value>()
  if (keywords?.kind === 'dict') {
    for (const [key, value] of keywords.entries.values()) named.set(textIn(key) ?? '', value)
  }
  const flags = {
    nullable: column.nullable,
    primary_key: column.isPrimaryKey,
    index: column.index,
    unique: column.unique,
  }
  for (const [name, value] of Object.entries(flags)) {
    if (!named.has(name)) named.set(name, { kind: 'bool', value: value === true })
  }
  const object = yield* makeColumn(
    {
      positional: [...itemsIn(args)],
      keywords: named,
      at: place,
      machine: call.machine,
    },
    false,
  )
  const made = itemOfKind(object, 'column')
  if (!made) return column
  made.type = column.type
  made.foreignKeys.unshift(...column.foreignKeys)
  made.hasClientDefault ||= column.hasClientDefault
  made.hasClientUpdate ||= column.hasClientUpdate
  return made
}

function hasDefault({ given, value, field }: Facts): boolean {
  const factory = given.get('default_factory')
  if (factory && factory.kind !== 'none') return true
  const own = given.get('default') ?? (field && itemOf(value) === field ? undefined : value)
  if (own === undefined || itemOf(own)?.kind === 'field') return false
  return own.kind !== 'none' && own.kind !== 'ellipsis'
}

/** `Field(…)` as interpreted code holds it. */
export function fieldObject(item: FieldItem): ReturnType<typeof saObject> {
  return saObject('Field', item)
}

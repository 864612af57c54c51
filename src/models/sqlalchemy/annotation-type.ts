import type {
  Annotation,
  Machine,
  Scope,
  Steps,
  Value,
  AliasValue,
  UnknownValue,
} from '../../python/value/value.ts'
import { optionalOrigin, unionOrigin } from '../../python/builtin/typing-names.ts'
import type { Place } from '../../kernel/place.ts'
import type { ColumnDraft, SqlType } from './drafts.ts'
import { outsideClass } from './annotation-scope.ts'
import { copyColumn } from './column-construct.ts'
import { enumOf } from './made-types.ts'
import { resolveType } from './own-types.ts'
import { textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { itemOf, type RegistryItem } from './sa-object.ts'
import { plainType } from './sql-type.ts'

/** What stands in `Mapped[…]`. */
export interface MappedAnnotation {
  readonly argument: Value
  /** `Mapped`, or a container that only relationships have. */
  readonly container: string
}

/** The content of `Mapped[…]`; null for any other annotation. */
export function* mappedAnnotation(
  given: Annotation,
  reading: Reading,
): Steps<MappedAnnotation | null> {
  const annotation = outsideClass(given)
  const value: Value = yield reading.program.annotation(annotation)
  const alias = value.kind === 'alias' ? value : null
  const item = itemOf(alias?.origin)
  if (!alias || item?.kind !== 'construct') return null
  const [argument = { kind: 'none' as const }] = alias.arguments
  return { argument: yield* unquoted(argument, annotation, reading), container: item.name }
}

/** Texts within an annotation are expressions, too: `Mapped["str | None"]`. */
function* unquoted(value: Value, annotation: Annotation, reading: Reading): Steps<Value> {
  if (value.kind === 'str') {
    const { scope, at, expression } = annotation
    return yield reading.program.annotation(quoted(value.value, { scope, at, expression }))
  }
  if (value.kind !== 'alias' || isNamed(value.origin, 'Literal')) return value
  const given: Value[] = []
  for (const [index, one] of value.arguments.entries()) {
    const isMetadata = isNamed(value.origin, 'Annotated') && index > 0
    given.push(isMetadata ? one : yield* unquoted(one, annotation, reading))
  }
  return { ...value, arguments: given }
}

function quoted(text: string, { scope, at, expression }: Annotation): Annotation {
  const { start, end } = expression
  return {
    scope,
    at,
    expression: { kind: 'literal', value: { kind: 'str', value: text }, start, end },
  }
}

/** The annotation that a function's result bears. */
export function returnAnnotation(value: Value, at: Place): Annotation | null {
  const callee = value.kind === 'classmethod' ? value.callee : value
  if (callee.kind !== 'function' || !callee.code.returns) return null
  const scope: Scope = callee.scope
  return { expression: callee.code.returns, scope, at }
}

function isNamed(value: Value, name: string): boolean {
  return value.kind === 'class' && value.name === name && !value.at
}

function isUnion(value: AliasValue): boolean {
  return value.origin === unionOrigin || value.origin === optionalOrigin
}

/** Whether an annotation lets `None` in. */
export function includesNone(value: Value): boolean {
  if (value.kind === 'none') return true
  if (value.kind !== 'alias') return false
  if (isUnion(value)) return value.arguments.some(includesNone)
  const [first] = value.arguments
  return isNamed(value.origin, 'Annotated') && first !== undefined && includesNone(first)
}

/** `X` of `X | None`; a union of several stays one. */
export function withoutNone(value: Value): Value {
  if (value.kind !== 'alias' || !isUnion(value)) return value
  const rest = value.arguments.filter((one) => one.kind !== 'none')
  const [only] = rest
  return rest.length === 1 && only ? only : { ...value, arguments: rest }
}

/** The parts of `Annotated[type, …]`; null for all else. */
export function annotatedParts(
  value: Value,
): { readonly type: Value; readonly extra: readonly Value[] } | null {
  if (value.kind !== 'alias' || !isNamed(value.origin, 'Annotated')) return null
  const [type = { kind: 'none' as const }, ...extra] = value.arguments
  return { type, extra }
}

/** Gives a column what its annotation says and the column itself does not. */
export function* applyAnnotation(
  column: ColumnDraft,
  argument: Value,
  { registry, machine }: { readonly registry: RegistryItem; readonly machine: Machine },
): Steps<void> {
  const type = withoutNone(argument)
  if (type.kind === 'unknown') {
    giveUnknown(column, type, argument)
    return
  }
  const parts = annotatedParts(type)
  const model = parts?.extra.map(itemOf).find((one) => one?.kind === 'column')
  if (model?.kind === 'column') merge(model, column)
  column.nullable ??= includesNone(argument)
  if (column.type.kind !== 'null' || column.foreignKeys.length > 0) return
  const candidates = parts ? [type, withoutNone(parts.type)] : [type]
  for (const candidate of candidates) {
    const found = yield* resolveAnnotation(candidate, { registry, at: column.at, machine })
    if (found) {
      column.type = found
      return
    }
  }
  const reason = 'no SQL type is known for this annotation'
  column.type = { kind: 'unknown-type', reason, at: column.at }
}

/** Of a class of another package it is known whether it may be null, though not what it is. */
function giveUnknown(column: ColumnDraft, type: UnknownValue, argument: Value): void {
  // It may stand for an Optional, which it nearly never does.
  if (argument === type && column.nullable === null && !column.isPrimaryKey) {
    column.doubts.push(type)
  }
  column.nullable ??= includesNone(argument)
  if (column.type.kind !== 'null' || column.foreignKeys.length > 0) return
  column.type = { kind: 'unknown-type', reason: type.reason, at: type.at }
}

/** What a column in `Annotated` says, as far as the column itself says nothing. */
function merge(model: ColumnDraft, column: ColumnDraft): void {
  const copy = copyColumn(model)
  column.isPrimaryKey ||= copy.isPrimaryKey
  if (column.autoincrement === 'auto') column.autoincrement = copy.autoincrement
  if (column.type.kind === 'null') column.type = copy.type
  column.nullable ??= copy.nullable
  column.hasClientDefault ||= copy.hasClientDefault
  column.hasClientUpdate ||= copy.hasClientUpdate
  column.serverDefault ??= copy.serverDefault
  column.computed ??= copy.computed
  column.identity ??= copy.identity
  column.sequence ??= copy.sequence
  column.index ??= copy.index
  column.unique ??= copy.unique
  column.comment ??= copy.comment
  if (column.sortOrder === 0) column.sortOrder = copy.sortOrder
  column.foreignKeys.push(...copy.foreignKeys)
  column.checks.push(...copy.checks)
  column.doubts.push(...copy.doubts)
}

interface Resolving {
  readonly registry: RegistryItem
  readonly at: Place
  readonly machine: Machine
}

/** The SQL type of a Python type: from the project's map, else SQLAlchemy's own. */
export function* resolveAnnotation(given: Value, resolving: Resolving): Steps<SqlType | null> {
  const { registry, machine } = resolving
  const key = hashOf(given, machine)
  for (const [python, sql] of registry.annotationTypes) {
    if (hashOf(python, machine) !== key) continue
    const type = yield* resolveType(sql, machine)
    const generic = type.kind === 'enum' && type.isGeneric ? type : null
    if (!generic) return type
    return yield* genericEnum(given, generic.keywords, resolving)
  }
  if (given.kind === 'alias' && isNamed(given.origin, 'Literal')) {
    return literalEnum(given, resolving)
  }
  if (given.kind !== 'class') return null
  if (isEnumClass(given)) return yield* enumClass(given, resolving)
  return given.at ? null : usualType(given.name)
}

function hashOf(value: Value, machine: Machine): unknown {
  try {
    return machine.hash(value)
  } catch {
    return value
  }
}

function isEnumClass(value: Value): boolean {
  return value.kind === 'class' && value.members !== null && value.at !== null
}

/** An enum takes what the map says of `enum.Enum` or of a class between. */
function* enumClass(given: Value, resolving: Resolving): Steps<SqlType | null> {
  const { registry, machine } = resolving
  const order = given.kind === 'class' ? given.order : []
  for (const base of order) {
    for (const [python, sql] of registry.annotationTypes) {
      if (python !== base) continue
      const type = yield* resolveType(sql, machine)
      if (type.kind === 'enum') return yield* genericEnum(given, type.keywords, resolving)
    }
  }
  return yield* genericEnum(given, new Map(), resolving)
}

function* genericEnum(
  given: Value,
  keywords: ReadonlyMap<string, Value>,
  { at, machine, registry }: Resolving,
): Steps<SqlType | null> {
  if (given.kind === 'class') return yield* enumOf(given, { keywords, at, machine })
  return given.kind === 'alias' ? literalEnum(given, { at, machine, registry }, keywords) : null
}

/** `Literal["a", "b"]` is an enum that is no type of PostgreSQL's. */
function literalEnum(
  given: AliasValue,
  { at }: Resolving,
  keywords: ReadonlyMap<string, Value> = new Map(),
): SqlType | null {
  const labels = given.arguments.map(textIn)
  if (labels.includes(null)) return null
  return {
    kind: 'enum',
    name: null,
    schema: null,
    labels: labels.filter((one) => one !== null),
    members: null,
    isNative: false,
    length: null,
    createConstraint: false,
    inheritSchema: null,
    metadata: null,
    isGeneric: false,
    keywords,
    at,
  }
}

const USUAL: ReadonlyMap<string, SqlType> = new Map([
  ['int', plainType('INTEGER', { serial: 'SERIAL' })],
  ['float', plainType('FLOAT')],
  ['bool', plainType('BOOLEAN')],
  ['str', plainType('VARCHAR')],
  ['bytes', plainType('BYTEA')],
  ['UUID', plainType('UUID')],
  ['Decimal', plainType('NUMERIC')],
  ['date', plainType('DATE')],
  ['datetime', plainType('TIMESTAMP WITHOUT TIME ZONE')],
  ['time', plainType('TIME WITHOUT TIME ZONE')],
  ['timedelta', plainType('INTERVAL')],
])

/** SQLAlchemy's own type for one of Python's; null where it has none. */
export function usualType(name: string): SqlType | null {
  return USUAL.get(name) ?? null
}

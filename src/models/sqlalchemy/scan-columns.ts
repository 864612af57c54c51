import { positional } from '../../python/value/make.ts'
import type { Annotation, ClassValue, Steps, Value } from '../../python/value/value.ts'
import { applyAnnotation, mappedAnnotation, returnAnnotation } from './annotation-type.ts'
import { copyColumn, newColumn } from './column-construct.ts'
import type { ColumnDraft, TableDraft } from './drafts.ts'
import { columnObject } from './expression-object.ts'
import type { RegisteredMapping } from './mapping.ts'
import { scanBases, scanNames } from './scan-order.ts'
import { itemOf, itemOfKind } from './sa-object.ts'

interface Scanning extends RegisteredMapping {
  /** Whether a class above has a table itself: its columns are there. */
  readonly isMapped: (type: ClassValue) => boolean
  readonly parent: TableDraft | null
}

/** The columns that a class declares itself or takes from mixins, in SQLAlchemy's order. */
export function* scanColumns(type: ClassValue, scanning: Scanning): Steps<readonly ColumnDraft[]> {
  const found = new Map<string, readonly ColumnDraft[]>()
  const bases = scanBases(type)
  // Columns of mixins are copied first, so that functions on the class find them.
  const copies = new Map<ClassValue, readonly string[]>()
  for (const base of bases) {
    if (base === type || scanning.isMapped(base)) continue
    copies.set(base, yield* copyMixin(type, [base, bases], { ...scanning, found: new Map() }))
  }
  for (const base of bases) {
    for (const name of copies.get(base) ?? []) {
      const column = itemOfKind(type.attributes.get(name), 'column')
      if (column && !found.has(name)) found.set(name, [column])
    }
    if (base !== type && scanning.isMapped(base)) continue
    yield* scanOne(type, [base, bases], { ...scanning, found })
  }
  return [...new Set([...found.values()].flat())]
}

interface Collecting extends Scanning {
  readonly found: Map<string, readonly ColumnDraft[]>
}

type Based = readonly [base: ClassValue, bases: readonly ClassValue[]]

/** Copies the columns of a mixin, and makes those that only its annotations name. */
function* copyMixin(
  type: ClassValue,
  based: Based,
  scanning: Collecting,
): Steps<readonly string[]> {
  const [base] = based
  const names: string[] = []
  for (const name of scanNames(base)) {
    if (isOverridden(name, based)) continue
    const value = base.attributes.get(name)
    const annotation = base.annotations.get(name) ?? null
    const item = itemOf(value)
    if (item?.kind !== 'column' && (value !== undefined || !annotation)) continue
    const copy = item?.kind === 'column' ? copyColumn(item) : null
    const column = yield* annotated(copy, annotation, { name, scanning })
    if (!column) continue
    if (item?.kind === 'column') {
      item.key ??= name
      item.name ??= name
    }
    type.attributes.set(name, columnObject(column))
    names.push(name)
  }
  return names
}

/** Whether a class before a mixin has an attribute of the name. */
function isOverridden(name: string, [base, bases]: Based): boolean {
  return bases.slice(0, bases.indexOf(base)).some((one) => one.attributes.has(name))
}

function* scanOne(type: ClassValue, based: Based, scanning: Collecting): Steps<void> {
  const [base] = based
  for (const name of scanNames(base)) {
    const value = base.attributes.get(name)
    const item = itemOf(value)
    if (item?.kind === 'declared-attribute') {
      if (!item.isCascading && isOverridden(name, based)) continue
      yield* declaredAttribute(type, [name, value], scanning)
    } else if (base === type && !scanning.found.has(name)) {
      yield* ownAttribute(type, name, scanning)
    }
  }
}

/** A function that makes a column for each class. */
function* declaredAttribute(
  type: ClassValue,
  [name, value]: readonly [string, Value | undefined],
  scanning: Collecting,
): Steps<void> {
  const item = itemOfKind(value, 'declared-attribute')
  if (!item || name.startsWith('__')) return
  const made = yield* scanning.call.machine.call(item.function, positional(type))
  const column = itemOfKind(made, 'column')
  if (!column) {
    if (made.kind === 'unknown') scanning.reading.doubt(made, `${type.name}.${name}`)
    type.attributes.set(name, made)
    return
  }
  const annotation = returnAnnotation(item.function, column.at)
  const whole = (yield* annotated(column, annotation, { name, scanning })) ?? column
  type.attributes.set(name, columnObject(whole))
  if (whole.table === null) scanning.found.set(name, [whole])
}

function* ownAttribute(type: ClassValue, name: string, scanning: Collecting): Steps<void> {
  const value = type.attributes.get(name)
  const item = itemOf(value)
  if (item?.kind === 'mapped-column-of') {
    const loose = item.columns.filter((one) => !isAlreadyHere(one, type))
    for (const column of loose) nameColumn(column, name)
    if (loose.length > 0) scanning.found.set(name, loose)
  } else if (item?.kind === 'column') {
    if (!item.table) yield* ownColumn(type, [name, item], scanning)
  } else if (value?.kind === 'unknown') {
    // No column is called `__x__`.
    if (!/^__.*__$/.test(name)) scanning.reading.doubt(value, `${type.name}.${name}`)
  } else if (value === undefined) yield* ownColumn(type, [name, null], scanning)
}

function* ownColumn(
  type: ClassValue,
  [name, given]: readonly [string, ColumnDraft | null],
  scanning: Collecting,
): Steps<void> {
  const annotation = type.annotations.get(name) ?? null
  const column = yield* annotated(given, annotation, { name, scanning })
  if (!column) return
  const existing = reused(column, scanning)
  type.attributes.set(name, columnObject(existing ?? column))
  if (!existing) scanning.found.set(name, [column])
}

/** Children in one table may declare one column together. */
function reused({ useExisting, name }: ColumnDraft, { parent }: Scanning): ColumnDraft | null {
  if (!useExisting) return null
  return parent?.columns.find((one) => one.name === name) ?? null
}

function isAlreadyHere(column: ColumnDraft, type: ClassValue): boolean {
  return [...type.attributes.values()].some((value) => itemOf(value) === column)
}

/** A column with its name and what its annotation says; null where there is neither. */
function* annotated(
  column: ColumnDraft | null,
  annotation: Annotation | null,
  { name, scanning }: { readonly name: string; readonly scanning: Scanning },
): Steps<ColumnDraft | null> {
  if (column && !column.isMapped) return nameColumn(column, name)
  const mapped = annotation && (yield* mappedAnnotation(annotation, scanning.reading))
  if (!column && mapped?.container !== 'Mapped') return null
  const made = column ?? newColumn({ at: annotation?.at ?? scanning.call.at }, true)
  nameColumn(made, name)
  const { registry, call } = scanning
  if (mapped) {
    yield* applyAnnotation(made, mapped.argument, { registry, machine: call.machine })
  }
  return made
}

function nameColumn(column: ColumnDraft, name: string): ColumnDraft {
  column.key ??= column.name ?? name
  column.name ??= name
  return column
}

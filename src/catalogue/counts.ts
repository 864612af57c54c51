import { compareText } from '../kernel/ordering.ts'
import type { Catalogue } from './catalogue.ts'
import type { Constraint } from './constraint.ts'
import { documentedReference } from './documented-reference.ts'
import { redundantIndexes } from './redundant-indexes.ts'

/** How many there are of each kind in one database. What hangs on partitions counts too. */
export interface Counts {
  /** Without partitions. */
  readonly tables: number
  readonly partitions: number
  /** Of tables and partitions. */
  readonly columns: number
  readonly primaryKeys: number
  readonly uniqueConstraints: number
  readonly foreignKeys: number
  readonly checks: number
  readonly exclusions: number
  readonly indexes: IndexCounts
  readonly enums: number
  /** Domains, composite types, ranges. */
  readonly otherTypes: number
  readonly views: number
  readonly materializedViews: number
  /** Window functions too. */
  readonly functions: number
  readonly procedures: number
  readonly aggregates: number
  /** Of tables and views. */
  readonly triggers: number
  readonly policies: number
  /** Without those behind identity columns. */
  readonly sequences: number
  /** Columns whose comment says that they refer to another database. */
  readonly documentedReferences: number
}

/** How many indexes there are, in tables and in materialised views. */
export interface IndexCounts {
  /** With those behind primary keys, unique constraints and exclusions. */
  readonly total: number
  /** By access method, sorted by its name. */
  readonly byMethod: Readonly<Record<string, number>>
  /** Those whose work another index does too, see {@link redundantIndexes}. */
  readonly redundant: number
}

/** Counts what a catalogue holds. */
export function countsOf(catalogue: Catalogue): Counts {
  const { tables, types, views, routines } = catalogue
  const columns = tables.flatMap((table) => table.columns)
  return {
    tables: count(tables, ({ partitionOf }) => partitionOf === null),
    partitions: count(tables, ({ partitionOf }) => partitionOf !== null),
    columns: columns.length,
    ...constraintCounts(tables.flatMap((table) => table.constraints)),
    indexes: indexCounts(catalogue),
    enums: count(types, ({ kind }) => kind === 'enum'),
    otherTypes: count(types, ({ kind }) => kind !== 'enum'),
    views: count(views, ({ kind }) => kind === 'view'),
    materializedViews: count(views, ({ kind }) => kind === 'materialized-view'),
    functions: count(routines, ({ kind }) => kind !== 'procedure'),
    procedures: count(routines, ({ kind }) => kind === 'procedure'),
    aggregates: catalogue.aggregates.length,
    triggers: triggerCount(catalogue),
    policies: tables.flatMap((table) => table.policies).length,
    sequences: catalogue.sequences.length,
    documentedReferences: count(columns, ({ comment }) => documentedReference(comment) !== null),
  }
}

type ConstraintCounts = Pick<
  Counts,
  'primaryKeys' | 'uniqueConstraints' | 'foreignKeys' | 'checks' | 'exclusions'
>

function constraintCounts(constraints: readonly Constraint[]): ConstraintCounts {
  const of = (wanted: Constraint['kind']): number =>
    count(constraints, ({ kind }) => kind === wanted)
  return {
    primaryKeys: of('primary-key'),
    uniqueConstraints: of('unique'),
    foreignKeys: of('foreign-key'),
    checks: of('check'),
    exclusions: of('exclusion'),
  }
}

function indexCounts({ tables, views }: Catalogue): IndexCounts {
  const methods = [
    ...tables.flatMap(({ indexes }) => indexes.map(({ method }) => method)),
    ...tables.flatMap(({ constraints }) => constraints.flatMap(methodBehind)),
    ...views.flatMap((view) =>
      view.kind === 'materialized-view' ? view.indexes.map(({ method }) => method) : [],
    ),
  ]
  return {
    total: methods.length,
    byMethod: tally(methods),
    redundant: tables.flatMap(redundantIndexes).length,
  }
}

/** The access method of the index behind a constraint, if there is one. */
function methodBehind(constraint: Constraint): readonly string[] {
  switch (constraint.kind) {
    case 'primary-key':
    case 'unique':
      return [constraint.withoutOverlaps ? 'gist' : 'btree']
    case 'exclusion':
      return [/^EXCLUDE USING (\S+)/.exec(constraint.definition)?.[1] ?? 'gist']
    case 'foreign-key':
    case 'check':
      return []
  }
}

function triggerCount({ tables, views }: Catalogue): number {
  const ofViews = views.flatMap((view) => (view.kind === 'view' ? view.triggers : []))
  return tables.flatMap((table) => table.triggers).length + ofViews.length
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([left], [right]) => compareText(left, right)))
}

function count<T>(items: readonly T[], wanted: (item: T) => boolean): number {
  return items.filter(wanted).length
}

import fc from 'fast-check'
import type { Catalogue } from '../../../src/catalogue/catalogue.ts'
import type { Dependency } from '../../../src/catalogue/dependency.ts'
import type { Sequence } from '../../../src/catalogue/sequence.ts'
import type { Table } from '../../../src/catalogue/table.ts'
import { sortedBy } from '../../../src/kernel/ordering.ts'
import { Draft, type Draw, type Words } from './draft.ts'
import { drawSequence } from './drawn-column.ts'
import { drawChild, drawPartitions } from './drawn-family.ts'
import { drawAggregate, drawReader, drawRoutine, drawTriggerFunction } from './drawn-routine.ts'
import { drawTable, type World } from './drawn-table.ts'
import { builtinTypes, drawType, typeMakers, type DrawnType } from './drawn-type.ts'
import { oddName, oddText } from './odd-text.ts'
import { drawMaterializedView, drawPlainView, drawStatistics } from './drawn-view.ts'

/** A schema that PostgreSQL 18 can have, exactly as introspection would describe it. */
export interface DrawnSchema {
  readonly catalogue: Catalogue
  /** Those that the order depends on; introspection finds more. */
  readonly dependencies: readonly Dependency[]
}

/**
 * Schemas of every kind of object, small and valid, with names and texts that break what is put
 * together without care.
 */
export function schemaArbitrary(words: Words = oddWords): fc.Arbitrary<DrawnSchema> {
  return fc.gen().map((gen) => {
    const draw: Draw = (arbitrary) => gen(() => arbitrary)
    return drawSchema(new Draft(draw, words))
  })
}

/** Two such schemas, drawn one after the other: two arbitraries of their own would draw the same. */
export interface DrawnPair {
  readonly from: DrawnSchema
  readonly to: DrawnSchema
}

/** Several schemas, drawn one after the other. */
export function chainArbitrary(words: Words, length: number): fc.Arbitrary<readonly DrawnSchema[]> {
  return fc.gen().map((gen) => {
    const draw: Draw = (arbitrary) => gen(() => arbitrary)
    return Array.from({ length }, () => drawSchema(new Draft(draw, words)))
  })
}

const oddWords: Words = { names: oddName, texts: oddText, full: false }

function drawSchema(draft: Draft): DrawnSchema {
  const schemas = drawSchemas(draft)
  draft.schemas = schemas.map(({ name }) => name)
  const types = drawTypes(draft)
  const sequences = draft.upTo(2, () => drawSequence(draft))
  const triggerFunctions = [drawTriggerFunction(draft)]
  const usable = [...builtinTypes, ...types.map((drawn) => drawn.usable)]
  const world: World = { types: usable, sequences, triggerFunctions }
  const tables = drawTables(draft, world)
  const views = draft.upToOf(2, [
    () => drawPlainView(draft, draft.one(tables), world),
    () => drawMaterializedView(draft, draft.one(tables)),
  ])
  const readers = draft.upTo(1, () => {
    const table = draft.one(tables)
    return drawReader(
      draft,
      table,
      table.columns.find(({ type }) => type === 'integer')?.name ?? '',
    )
  })
  const routines = [
    ...triggerFunctions,
    ...draft.upTo(2, () => drawRoutine(draft, usable)),
    ...readers,
  ]
  const catalogue: Catalogue = {
    schemas: sortedBy(schemas, ({ name }) => name),
    extensions: [],
    types: byName(types.map(({ type }) => type)),
    sequences: byName(sequences.map((sequence) => ownedMaybe(draft, sequence, tables))),
    tables: byName(tables),
    views: byName(views),
    routines: bySignature(routines),
    aggregates: bySignature(draft.upTo(1, () => drawAggregate(draft))),
    statistics: byName(drawStatistics(draft, tables)),
    undescribed: [],
  }
  return { catalogue, dependencies: draft.dependencies }
}

function drawSchemas(draft: Draft): Catalogue['schemas'] {
  const others = [draft.name('schema'), ...draft.upTo(1, () => draft.name('schema'))]
  const names = others.filter((name) => !name.startsWith('pg_'))
  return ['public', ...names].map((name) => ({ kind: 'schema', name, comment: draft.comment() }))
}

function drawTypes(draft: Draft): readonly DrawnType[] {
  const drawn: DrawnType[] = []
  const ways = typeMakers.map((make) => () => {
    const before = [...builtinTypes, ...drawn.map(({ usable }) => usable)]
    drawn.push(drawType(draft, before, make))
  })
  draft.upToOf(3, ways)
  return drawn
}

function drawTables(draft: Draft, world: World): readonly Table[] {
  const tables = [drawTable(draft, world, [])]
  draft.upTo(2, () => tables.push(drawTable(draft, world, tables)))
  const children = draft.upTo(1, () => drawChild(draft, world, draft.one(tables)))
  const partitions = draft.sometimes(3) ? drawPartitions(draft, world) : []
  return [...tables, ...children, ...partitions]
}

/** A sequence can be owned by a column of a table in its schema that is as logged as it is. */
function ownedMaybe(draft: Draft, sequence: Sequence, tables: readonly Table[]): Sequence {
  const near = tables.filter(({ schema }) => schema === sequence.schema)
  const [table] = near
  const [column] = table?.columns ?? []
  if (table === undefined || column === undefined || draft.chance(2)) return sequence
  const { schema, name } = table
  return { ...sequence, ownedBy: { schema, table: name, column: column.name } }
}

function byName<T extends { schema: string; name: string }>(items: readonly T[]): readonly T[] {
  return sortedBy(items, ({ schema, name }) => `${schema}\0${name}`)
}

function bySignature<T extends { schema: string; name: string; identityArguments: string }>(
  items: readonly T[],
): readonly T[] {
  return sortedBy(
    items,
    ({ schema, name, identityArguments }) => `${schema}\0${name}\0${identityArguments}`,
  )
}

import fc from 'fast-check'
import { referenceKey } from '../../src/catalogue/object-reference.ts'
import type { Table } from '../../src/catalogue/table.ts'
import { wholeObjectsOf } from '../../src/compare/catalogue-object.ts'
import { cutSchema } from '../../src/plan/neighbourhood/cut-schema.ts'
import { tiesOf, wholesOf } from '../../src/plan/neighbourhood/ties.ts'
import type { Schema } from '../../src/plan/side.ts'
import { oddText } from './schema-arbitrary/odd-text.ts'
import { plainColumn } from './schema-arbitrary/drawn-column.ts'
import { schemaArbitrary } from './schema-arbitrary/schema-arbitrary.ts'

/** A schema, and the same with little changed. */
export interface ChangedSchemas {
  readonly from: Schema
  readonly to: Schema
}

/** How many tables, views, types… a schema has. */
export function sizeOf({ catalogue }: Schema): number {
  return wholeObjectsOf(catalogue).length
}

/**
 * Drawn schemas of every kind of object, of which an object or two are changed or dropped.
 *
 * @param isPrinted whether both are as PostgreSQL would describe them
 */
export function changedSchemas(isPrinted: boolean): fc.Arbitrary<ChangedSchemas> {
  const ways = isPrinted ? printedWays : [...printedWays, withOtherType]
  const drawn = schemaArbitrary({ names: 'counted', texts: oddText, full: true })
  const changes = fc.array(fc.tuple(fc.constantFrom(...ways), fc.nat()), {
    minLength: 1,
    maxLength: 2,
  })
  return fc.tuple(drawn, changes).map(([from, made]) => {
    const to = made.reduce<Schema>((schema, [way, number]) => way(schema, number), from)
    return { from, to }
  })
}

type Way = (schema: Schema, number: number) => Schema

const printedWays: readonly Way[] = [dropped, withComment, withColumn]

/** Without one object and what hangs on it. */
function dropped(schema: Schema, number: number): Schema {
  const keys = [...wholesOf(schema)].filter(([, { kind }]) => kind !== 'schema').map(([key]) => key)
  const start = keys[number % keys.length]
  if (start === undefined) return schema
  const { dependents, kin } = tiesOf([schema])
  const gone = new Set([start])
  for (const key of gone) {
    for (const other of [...dependents.of(key), ...kin.of(key)]) gone.add(other)
  }
  return cutSchema(schema, new Set([...wholesOf(schema).keys()].filter((key) => !gone.has(key))))
}

const lists = ['types', 'sequences', 'tables', 'views', 'routines', 'statistics'] as const

/** One object has another comment. */
function withComment({ catalogue, dependencies }: Schema, number: number): Schema {
  const list = lists[number % lists.length] ?? 'tables'
  const objects = catalogue[list]
  const at = Math.floor(number / lists.length) % Math.max(objects.length, 1)
  const changed = objects.map((object, each) =>
    each === at ? { ...object, comment: `changed ${number}` } : object,
  )
  return { catalogue: { ...catalogue, [list]: changed }, dependencies }
}

/** One table has a further column. */
function withColumn(schema: Schema, number: number): Schema {
  return withTable(schema, number, (table) => ({
    ...table,
    columns: [...table.columns, plainColumn(`added ${number}`, 'integer')],
  }))
}

/** Columns of one table have another type; what uses them is as it was. */
function withOtherType(schema: Schema, number: number): Schema {
  return withTable(schema, number, (table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.type === 'text' && column.default === null && column.generated === null
        ? { ...column, type: 'character varying(100)' }
        : column,
    ),
  }))
}

/** One of the tables that are no partitions, parents or children. */
function withTable(
  { catalogue, dependencies }: Schema,
  number: number,
  change: (table: Table) => Table,
): Schema {
  const { kin } = tiesOf([{ catalogue, dependencies }])
  const single = catalogue.tables.filter(
    ({ schema, name }) => kin.of(referenceKey({ kind: 'table', schema, name })).size === 0,
  )
  const chosen = single[number % Math.max(single.length, 1)]
  const tables = catalogue.tables.map((table) => (table === chosen ? change(table) : table))
  return { catalogue: { ...catalogue, tables }, dependencies }
}

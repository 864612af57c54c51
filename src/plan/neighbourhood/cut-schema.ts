import type { Catalogue } from '../../catalogue/catalogue.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import { partKey, tableKey } from '../../catalogue/table-key.ts'
import type { Table } from '../../catalogue/table.ts'
import type { Schema } from '../side.ts'
import { foreignKeysTo, wholeKeyAmong, wholesOf } from './ties.ts'

/** A part of a schema: some of its objects, whole, without the foreign keys to others. */
export function cutSchema(schema: Schema, kept: ReadonlySet<string>): Schema {
  const wholes = wholesOf(schema)
  if ([...wholes.keys()].every((key) => kept.has(key))) return schema
  const away = foreignKeysTo(schema, (referenced) => !kept.has(referenced))
  const dependencies = schema.dependencies.filter(({ dependent, on }) => {
    if (!kept.has(wholeKeyAmong(dependent, wholes))) return false
    if (dependent.kind === 'constraint' && away.has(referenceKey(dependent))) return false
    return on.kind === 'undescribed' || kept.has(wholeKeyAmong(on, wholes))
  })
  return { catalogue: cutCatalogue(schema.catalogue, kept, away), dependencies }
}

function cutCatalogue(
  catalogue: Catalogue,
  kept: ReadonlySet<string>,
  away: ReadonlySet<string>,
): Catalogue {
  const { schemas, extensions, types, sequences, views, routines, aggregates, statistics } =
    catalogue
  const ofKind =
    (kind: 'type' | 'sequence' | 'view' | 'statistics') =>
    ({ schema, name }: { readonly schema: string; readonly name: string }): boolean =>
      kept.has(referenceKey({ kind, schema, name }))
  const ofSignature =
    (kind: 'routine' | 'aggregate') =>
    ({ schema, name, identityArguments }: Catalogue['aggregates' | 'routines'][number]): boolean =>
      kept.has(referenceKey({ kind, schema, name, identityArguments }))
  return {
    schemas: schemas.filter(({ name }) => kept.has(referenceKey({ kind: 'schema', name }))),
    extensions: extensions.filter(({ name }) =>
      kept.has(referenceKey({ kind: 'extension', name })),
    ),
    types: types.filter(ofKind('type')),
    sequences: sequences.filter(ofKind('sequence')),
    tables: catalogue.tables
      .filter((table) => kept.has(tableKey(table)))
      .map((table) => withoutForeignKeys(table, away)),
    views: views.filter(ofKind('view')),
    routines: routines.filter(ofSignature('routine')),
    aggregates: aggregates.filter(ofSignature('aggregate')),
    statistics: statistics.filter(ofKind('statistics')),
    undescribed: catalogue.undescribed,
  }
}

function withoutForeignKeys(table: Table, away: ReadonlySet<string>): Table {
  const constraints = table.constraints.filter(
    ({ kind, name }) => kind !== 'foreign-key' || !away.has(partKey('constraint', table, name)),
  )
  return constraints.length === table.constraints.length ? table : { ...table, constraints }
}

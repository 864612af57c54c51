import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { CompositeType, EnumType, RangeType, UserType } from '../catalogue/user-type.ts'
import type { ColumnsOfRelations } from './introspect-columns.ts'
import { introspectDomains } from './introspect-domains.ts'
import type { Hanging } from './introspect-groups.ts'
import type { ReadRows } from './introspect-query.ts'
import { sortedByName } from './introspect-sorting.ts'

/** Reads the types that users made, sorted by name. */
export async function introspectTypes(
  read: ReadRows,
  columns: ColumnsOfRelations,
): Promise<readonly UserType[]> {
  const enums = await read<EnumRow>('enums')
  const domains = await introspectDomains(read)
  const composites = await read<CompositeRow>('composite-types')
  const ranges = await read<RangeRow>('ranges')
  return sortedByName<UserType>([
    ...enums.map(enumOf),
    ...domains,
    ...composites.map((row) => compositeOf(row, columns)),
    ...ranges.map(rangeOf),
  ])
}

interface EnumRow extends QualifiedName {
  readonly labels: readonly string[] | null
  readonly comment: string | null
}

function enumOf({ schema, name, labels, comment }: EnumRow): EnumType {
  return { kind: 'enum', schema, name, labels: labels ?? [], comment }
}

interface CompositeRow extends QualifiedName, Hanging {
  readonly comment: string | null
}

function compositeOf(row: CompositeRow, columns: ColumnsOfRelations): CompositeType {
  const { relation, schema, name, comment } = row
  const attributes = columns.of(relation).map((column) => ({
    name: column.name,
    type: column.type,
    collation: column.collation,
    comment: column.comment,
  }))
  return { kind: 'composite-type', schema, name, attributes, comment }
}

interface RangeRow extends QualifiedName {
  readonly subtype: string
  readonly operator_class: string | null
  readonly collation: string | null
  readonly canonical: string | null
  readonly subtype_difference: string | null
  readonly multirange_schema: string
  readonly multirange_name: string
  readonly comment: string | null
}

function rangeOf(row: RangeRow): RangeType {
  return {
    kind: 'range',
    schema: row.schema,
    name: row.name,
    subtype: row.subtype,
    operatorClass: row.operator_class,
    collation: row.collation,
    canonical: row.canonical,
    subtypeDifference: row.subtype_difference,
    multirange: { schema: row.multirange_schema, name: row.multirange_name },
    comment: row.comment,
  }
}

import type { Constraint } from '../catalogue/constraint.ts'
import type { Policy } from '../catalogue/policy.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Partition, RowSecurity, Table } from '../catalogue/table.ts'
import type { TableIndex } from '../catalogue/table-index.ts'
import type { Trigger } from '../catalogue/trigger.ts'
import { tableColumn, type ColumnsOfRelations } from './introspect-columns.ts'
import { groupedByRelation, type Groups, type Hanging } from './introspect-groups.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'
import type { IdentitySequences } from './introspect-sequences.ts'
import { sortedByName, sortedOptions } from './introspect-sorting.ts'

/** What hangs on tables and views, by their oids. */
export interface HangingObjects {
  readonly columns: ColumnsOfRelations
  readonly identities: IdentitySequences
  readonly constraints: Groups<Constraint>
  readonly indexes: Groups<TableIndex>
  readonly triggers: Groups<Trigger>
  readonly policies: Groups<Policy>
}

interface TableRow extends QualifiedName {
  readonly oid: number
  readonly persistence: string
  readonly row_security: boolean
  readonly row_security_forced: boolean
  readonly partition_key: string | null
  readonly bound: string | null
  readonly options: readonly string[] | null
  readonly toast_options: readonly string[] | null
  readonly access_method: string | null
  readonly replica_identity: 'd' | 'f' | 'n' | 'i'
  readonly replica_index: string | null
  readonly comment: string | null
}

/** Reads the tables and puts together what hangs on them, sorted by name. */
export async function introspectTables(
  read: ReadRows,
  hanging: HangingObjects,
): Promise<readonly Table[]> {
  const parents = groupedByRelation(
    await read<Hanging & QualifiedName>('parents'),
    ({ schema, name }): QualifiedName => ({ schema, name }),
  )
  const rows = await read<TableRow>('tables')
  return sortedByName(rows.map((row) => tableOf(row, parents.get(row.oid) ?? [], hanging)))
}

function tableOf(
  row: TableRow,
  parents: readonly QualifiedName[],
  { columns, identities, constraints, indexes, triggers, policies }: HangingObjects,
): Table {
  return {
    kind: 'table',
    schema: row.schema,
    name: row.name,
    persistence: wordForLetter({ p: 'permanent', u: 'unlogged' } as const, row.persistence),
    columns: columns.of(row.oid).map((column) => tableColumn(column, identities)),
    constraints: constraints.get(row.oid) ?? [],
    indexes: indexes.get(row.oid) ?? [],
    triggers: triggers.get(row.oid) ?? [],
    policies: policies.get(row.oid) ?? [],
    rowSecurity: rowSecurityOf(row),
    partitionKey: row.partition_key,
    partitionOf: partitionOf(row, parents),
    inherits: row.bound === null ? parents : [],
    storageParameters: storageParametersOf(row),
    accessMethod: row.access_method,
    replicaIdentity: replicaIdentityOf(row),
    comment: row.comment,
  }
}

function partitionOf({ bound }: TableRow, [parent]: readonly QualifiedName[]): Partition | null {
  return bound === null || parent === undefined ? null : { parent, bound }
}

/** To force it without having enabled it has no effect. */
function rowSecurityOf({ row_security, row_security_forced }: TableRow): RowSecurity {
  if (!row_security) return 'disabled'
  return row_security_forced ? 'forced' : 'enabled'
}

function storageParametersOf({ options, toast_options }: TableRow): readonly string[] {
  const toast = (toast_options ?? []).map((option) => `toast.${option}`)
  return sortedOptions([...(options ?? []), ...toast])
}

function replicaIdentityOf(row: TableRow): Table['replicaIdentity'] {
  switch (row.replica_identity) {
    case 'd':
      return 'default'
    case 'f':
      return 'full'
    case 'n':
      return 'nothing'
    case 'i':
      // Without its index it works as nothing does.
      return row.replica_index === null ? 'nothing' : { index: row.replica_index }
  }
}

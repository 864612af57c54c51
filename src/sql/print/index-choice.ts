import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier, qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'

/** Sets by what replication finds a row that was changed. */
export function setReplicaIdentity(
  table: QualifiedName,
  identity: Table['replicaIdentity'],
): readonly Sql[] {
  return [sql`alter table only ${qualified(table)} replica identity ${identityOf(identity)}`]
}

/** Chooses the index by which `cluster` sorts a table, or none. */
export function setClustering(table: QualifiedName, index: string | null): readonly Sql[] {
  return [sql`alter table ${qualified(table)} ${clusteringOf(index)}`]
}

/** Chooses the index by which `cluster` sorts a materialised view, or none. */
export function setViewClustering(view: QualifiedName, index: string | null): readonly Sql[] {
  return [sql`alter materialized view ${qualified(view)} ${clusteringOf(index)}`]
}

function identityOf(identity: Table['replicaIdentity']): Sql {
  switch (identity) {
    case 'default':
      return sql`default`
    case 'full':
      return sql`full`
    case 'nothing':
      return sql`nothing`
  }
  return sql`using index ${identifier(identity.index)}`
}

function clusteringOf(index: string | null): Sql {
  return index === null ? sql`set without cluster` : sql`cluster on ${identifier(index)}`
}

import type { Reference } from '../references/reference.ts'
import { identifier, qualified } from '../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../sql/sql.ts'

/** The two statements that add a foreign key without blocking writes while rows are checked. */
export function foreignKeySql({ from, to }: Reference): Sql {
  const name = identifier(`${from.table.name}_${from.columns.join('_')}_fkey`)
  const table = qualified(from.table)
  return sql`alter table ${table} add constraint ${name}
  foreign key (${listed(from.columns)}) references ${qualified(to.table)} (${listed(to.columns)}) not valid;
alter table ${table} validate constraint ${name};`
}

/** The statement that makes an index on the columns that point. */
export function referenceIndexSql({ from }: Reference): Sql {
  const name = identifier(`${from.table.name}_${from.columns.join('_')}_idx`)
  return sql`create index concurrently ${name} on ${qualified(from.table)} (${listed(from.columns)});`
}

function listed(columns: readonly string[]): Sql {
  return joinSql(columns.map(identifier), sql`, `)
}

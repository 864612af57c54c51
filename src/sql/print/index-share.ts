import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../identifier.ts'
import { literal } from '../literal.ts'
import { sql, type Sql } from '../sql.ts'

/**
 * Gives the share that a partition has of its parent's index a name, whatever name PostgreSQL gave
 * it. A block of PL/pgSQL, for only the catalogue of the database knows that name.
 */
export function nameIndexShare(
  parent: QualifiedName,
  partition: QualifiedName,
  name: string,
): readonly Sql[] {
  const body = sql`declare share pg_catalog.regclass;
begin
  select i.indexrelid into strict share
  from pg_catalog.pg_inherits h
  join pg_catalog.pg_index i on i.indexrelid = h.inhrelid
  where h.inhparent = ${literal(qualified(parent))}::pg_catalog.regclass
    and i.indrelid = ${literal(qualified(partition))}::pg_catalog.regclass;
  if share is distinct from pg_catalog.to_regclass(${literal(qualified({ ...partition, name }))}) then
    execute pg_catalog.format('alter index %s rename to %s', share, ${literal(identifier(name))});
  end if;
end`
  return [sql`do ${literal(body)}`]
}

import type { TestDatabase } from '../support/test-database.ts'

/** One index of the schema public, as `pg_index` has it. */
export interface IndexRow {
  readonly table: string
  readonly name: string
  readonly method: string
  /** Columns and expressions of the key in their order, each with its collation. */
  readonly keys: readonly string[]
  readonly predicate: string | null
}

/** Columns of a table that point somewhere. */
export interface LinkRow {
  readonly table: string
  readonly columns: readonly string[]
}

/** Every index of the schema public. */
export async function readIndexes(database: TestDatabase): Promise<readonly IndexRow[]> {
  const rows = await database.run(`
    select i.indrelid::regclass::text as "table", c.relname as name, a.amname as method,
           pg_get_expr(i.indpred, i.indrelid) as predicate,
           array(select pg_get_indexdef(i.indexrelid, n, true) || ' ' || i.indcollation[n - 1]
                 from generate_series(1, i.indnkeyatts) n order by n) as keys
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relkind = 'i' /* index */
    join pg_catalog.pg_am a on a.oid = c.relam
    where c.relnamespace = 'public'::regnamespace
    order by 1, 2`)
  return rows as unknown as readonly IndexRow[]
}

/** Every foreign key of the schema public. */
export async function readForeignKeys(database: TestDatabase): Promise<readonly LinkRow[]> {
  const rows = await database.run(`
    select k.conrelid::regclass::text as "table",
           array(select a.attname::text
                 from unnest(k.conkey) with ordinality as u (number, place)
                 join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number
                 order by u.place) as columns
    from pg_catalog.pg_constraint k
    where k.contype = 'f' /* foreign key */ and k.connamespace = 'public'::regnamespace
    order by 1, 2`)
  return rows as unknown as readonly LinkRow[]
}

/** Every column whose comment says what it refers to in another database. */
export async function readReferences(database: TestDatabase): Promise<readonly LinkRow[]> {
  const rows = await database.run(`
    select a.attrelid::regclass::text as "table", array[a.attname::text] as columns
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind = 'r' /* table */
    where c.relnamespace = 'public'::regnamespace
      and col_description(a.attrelid, a.attnum) ~* '\\yreference to \\w+\\.\\w+ in \\w+'
    order by 1, 2`)
  return rows as unknown as readonly LinkRow[]
}

/** The names of the tables of the schema public. */
export async function readTables(database: TestDatabase): Promise<readonly string[]> {
  return readNames(
    database,
    `select c.relname as name from pg_catalog.pg_class c
     where c.relkind = 'r' /* table */ and c.relnamespace = 'public'::regnamespace
     order by 1`,
  )
}

/** The column `name` of a query's rows. */
export async function readNames(database: TestDatabase, query: string): Promise<readonly string[]> {
  const rows = await database.run(query)
  return rows.map((row) => String(row['name']))
}

/** Everything the schema public holds, a line each, in no words that depend on an object's id. */
export async function describeSchema(database: TestDatabase): Promise<readonly string[]> {
  return readNames(
    database,
    `with here as (
       select c.oid, c.oid::regclass::text as name, c.relkind, c.relname
       from pg_catalog.pg_class c where c.relnamespace = 'public'::regnamespace
     )
     select format('relation %s %s: %s', relkind, name, obj_description(oid, 'pg_class')) as name
     from here
     union all
     select format('column %s.%s %s %s %s %s: %s', h.name, a.attname,
                   format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
                   pg_get_expr(d.adbin, d.adrelid), col_description(h.oid, a.attnum))
     from here h
     join pg_catalog.pg_attribute a on a.attrelid = h.oid and a.attnum > 0 and not a.attisdropped
     left join pg_catalog.pg_attrdef d on d.adrelid = h.oid and d.adnum = a.attnum
     where h.relkind = 'r' /* table */
     union all
     select format('constraint %s on %s %s', k.conname, h.name, pg_get_constraintdef(k.oid))
     from here h join pg_catalog.pg_constraint k on k.conrelid = h.oid
     union all
     select 'index ' || pg_get_indexdef(h.oid) from here h where h.relkind = 'i' /* index */
     union all
     select 'trigger ' || pg_get_triggerdef(t.oid)
     from here h join pg_catalog.pg_trigger t on t.tgrelid = h.oid and not t.tgisinternal
     union all
     select format('function %s: %s', pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc'))
     from pg_catalog.pg_proc p
     where p.pronamespace = 'public'::regnamespace
       -- an extension's own
       and not exists (select from pg_catalog.pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all
     select format('type %s %s', t.typname, t.typtype)
     from pg_catalog.pg_type t
     where t.typnamespace = 'public'::regnamespace
       and t.typcategory <> 'A' /* array: comes and goes with its element's type */
       and not exists (select from pg_catalog.pg_depend d where d.objid = t.oid and d.deptype = 'e')
     order by 1`,
  )
}

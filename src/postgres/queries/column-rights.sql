-- Privileges on single columns of the user's tables and views. A grantee that is null is everybody.
select
  n.nspname as schema, c.relname as relation, a.attname as name, null as arguments,
  case when c.relkind in ('v' /* view */, 'm' /* materialised view */) then 'view-column' else 'column' end
    as kind,
  pg_catalog.pg_get_userbyid(c.relowner) as owner,
  current_user as reader,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(a.attacl) x
  ) as privileges,
  null as given
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where a.attacl is not null and a.attnum > 0 and not a.attisdropped
  and c.relkind in ('r' /* table */, 'p' /* partitioned table */, 'v', 'm')
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid and e.deptype = 'e' /* extension */
  )
order by n.nspname, c.relname, a.attname

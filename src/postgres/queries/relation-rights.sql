-- Owners and privileges of the user's tables, views and sequences, where they are not those of a
-- new object of the role that asks. A grantee that is null is everybody.
select
  n.nspname as schema, null as relation, c.relname as name, null as arguments,
  case
    when c.relkind in ('r' /* table */, 'p' /* partitioned table */) then 'table'
    when c.relkind in ('v' /* view */, 'm' /* materialised view */) then 'view'
    else 'sequence'
  end as kind,
  pg_catalog.pg_get_userbyid(c.relowner) as owner,
  current_user as reader,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(c.relacl) x
  ) as privileges,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(
      case when c.relacl is null then null
        when c.relkind = 'S' then pg_catalog.acldefault('s', c.relowner)
        else pg_catalog.acldefault('r', c.relowner)
      end
    ) x
  ) as given
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'S')
  and (c.relacl is not null or pg_catalog.pg_get_userbyid(c.relowner) <> current_user)
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid and e.deptype = 'e' /* extension */
  )
order by n.nspname, c.relname

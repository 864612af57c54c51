-- Owners and privileges of the user's types, where they are not those of a new one of the role that
-- asks. A grantee that is null is everybody.
select
  n.nspname as schema, null as relation, t.typname as name, null as arguments,
  'type' as kind,
  pg_catalog.pg_get_userbyid(t.typowner) as owner,
  current_user as reader,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(t.typacl) x
  ) as privileges,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(
      case when t.typacl is not null then pg_catalog.acldefault('T', t.typowner) end
    ) x
  ) as given
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where t.typtype in ('e' /* enum */, 'd' /* domain */, 'r' /* range */, 'c' /* composite */)
  and (t.typtype <> 'c' or c.relkind = 'c') -- the others are row types of tables and views
  and (t.typacl is not null or pg_catalog.pg_get_userbyid(t.typowner) <> current_user)
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's domains; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid and e.deptype = 'e' /* extension */
  )
order by n.nspname, t.typname

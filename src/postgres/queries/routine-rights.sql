-- Owners and privileges of the user's functions, procedures and aggregates, where they are not
-- those of a new one of the role that asks. A grantee that is null is everybody.
select
  n.nspname as schema, null as relation, p.proname as name,
  pg_catalog.pg_get_function_identity_arguments(p.oid) as arguments,
  case when p.prokind = 'a' /* aggregate */ then 'aggregate' else 'routine' end as kind,
  pg_catalog.pg_get_userbyid(p.proowner) as owner,
  current_user as reader,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(p.proacl) x
  ) as privileges,
  (
    select pg_catalog.json_agg(pg_catalog.json_build_object(
      'grantee', case when x.grantee <> 0 then pg_catalog.pg_get_userbyid(x.grantee) end,
      'privilege', x.privilege_type, 'grantable', x.is_grantable
    ))
    from pg_catalog.aclexplode(
      case when p.proacl is not null then pg_catalog.acldefault('f', p.proowner) end
    ) x
  ) as given
from pg_catalog.pg_proc p
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where (p.proacl is not null or pg_catalog.pg_get_userbyid(p.proowner) <> current_user)
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists (
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and e.objid = p.oid
      -- e: members of extensions, i: constructors that a range type brings along
      and e.deptype in ('e', 'i')
  )
order by n.nspname, p.proname, arguments

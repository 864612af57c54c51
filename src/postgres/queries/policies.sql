-- Row security policies.
select
  p.polrelid::bigint as relation,
  p.polname as name,
  p.polcmd as command, -- r: select, a: insert, w: update, d: delete, *: all
  p.polpermissive as permissive,
  (
    select pg_catalog.json_agg(
      case when role = 0 then 'public' else pg_catalog.pg_get_userbyid(role) end
    )
    from pg_catalog.unnest(p.polroles) role
  ) as roles,
  pg_catalog.pg_get_expr(p.polqual, p.polrelid) as using_expression,
  pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as check_expression,
  d.description as comment
from pg_catalog.pg_policy p
left join pg_catalog.pg_description d
  on d.objoid = p.oid and d.classoid = 'pg_catalog.pg_policy'::pg_catalog.regclass
  /* scoped: where p.polrelid = any (elenchus_scope) */
order by p.polrelid, p.polname

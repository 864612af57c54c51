-- `alter default privileges`: which roles get something on new objects, whoever makes them.
select
  d.defaclobjtype as kind, -- r: table or view, S: sequence, f: routine, T: type
  n.nspname as schema, -- null for all
  coalesce(
    (
      select pg_catalog.json_agg(distinct pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text)
      from pg_catalog.aclexplode(d.defaclacl) x
      where x.grantee <> 0 /* everybody */ and x.grantee <> d.defaclrole
    ),
    '[]'
  ) as roles
from pg_catalog.pg_default_acl d
left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace
where d.defaclobjtype in ('r', 'S', 'f', 'T') -- not n: schema, L: large object
order by d.defaclobjtype, n.nspname, d.defaclrole

-- All of a server, outside of a database made of template0, that statements run in such a one could ask.
select pg_catalog.jsonb_build_object(
  'version', pg_catalog.version(),
  'role', current_user,
  'settings', (
    select pg_catalog.jsonb_object_agg(s.name, s.setting) from pg_catalog.pg_settings s
  ),
  'roles', (
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(r) order by r.rolname) from pg_catalog.pg_roles r
  ),
  'members', (
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(m) order by m.roleid, m.member, m.grantor)
    from pg_catalog.pg_auth_members m
  ),
  'settings of roles', (
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(s) order by s.setrole)
    from pg_catalog.pg_db_role_setting s
    where s.setdatabase operator(pg_catalog.=) 0
  ),
  'extensions', (
    select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(e) order by e.name, e.version)
    from pg_catalog.pg_available_extension_versions e
  ),
  'tablespaces', (
    select pg_catalog.jsonb_agg(t.spcname order by t.spcname) from pg_catalog.pg_tablespace t
  ),
  'template', (
    select pg_catalog.to_jsonb(d) operator(pg_catalog.-) 'datfrozenxid' operator(pg_catalog.-) 'datminmxid'
    from pg_catalog.pg_database d
    where d.datname operator(pg_catalog.=) 'template0'
  )
)::pg_catalog.text as facts

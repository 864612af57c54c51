-- What PostgreSQL 17 added.
create view public.v64 as select json_value(j, '$.a' returning int default 3 on empty) as jv, json_query(j, '$.b' with wrapper) as jq, json_exists(j, '$.c') as je, json_scalar(1) as js, json_serialize(j) as ser, json('{}') as jx from public.users;
create view public.v65 as select jt.* from public.users u, json_table(u.j, '$[*]' columns (id for ordinality, a int path '$.a', nested path '$.n[*]' columns (b text path '$.b'))) jt;
create view public.v66 as select created at local as l from public.users;

-- What PostgreSQL 16 added.
create view public.v61 as select system_user as s;
create view public.v62 as select json_object('a': id, 'b': email) as o, json_array(1, 2, 'x') as a, email is json as ij, email is json object with unique keys as ijo from public.users;
create view public.v63 as select any_value(id) from public.users;
alter table public.checks add constraint c42 check (j is json);
create view public.v211 as select json_arrayagg(id order by id null on null returning jsonb) as ag, json_objectagg(id: email absent on null with unique keys) as oa from public.users;

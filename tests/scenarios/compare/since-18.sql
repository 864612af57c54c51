-- What PostgreSQL 18 added.
create view public.v67 as select casefold(email) from public.users;

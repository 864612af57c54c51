-- What PostgreSQL 15 added.
create table public.uq (a int, b int, c int, unique (a), unique nulls not distinct (b), unique (a, b) include (c) deferrable);
create table public.fk2 (b int, c int, foreign key (b, c) references public.items on delete set null (b));
create unique index i7 on public.users (id) nulls not distinct;
create function public.sqlbody5() returns void language sql begin atomic merge into public.orders o using public.users u on o.id = u.id when matched and u.id > 3 then update set amount = 1 when matched then delete when not matched then insert (id, user_id) values (u.id, u.id); end;

-- The same after somebody worked on it by hand.
create type public.mood as enum ('sad', 'ok', 'happy');
create domain public.price as numeric constraint positive check (value >= 0);

create function public.touch() returns trigger language plpgsql as 'begin new.amount := 0; return new; end';

create table public.users (
  id int primary key,
  name text not null,
  mood public.mood default 'ok',
  nickname text
);
create policy own on public.users using (id = 2);

create table public.orders (
  id int primary key,
  user_id int not null constraint orders_user_id_fkey references public.users,
  amount numeric default 0,
  paid public.price
);
create index orders_user_id_idx on public.orders (user_id);
create trigger touched before update on public.orders for each row execute function public.touch();
alter table public.orders disable trigger touched;

create table public.staff (
  id int primary key
);

create view public.active as
select id, name from public.users where mood = 'ok' and id > 0;

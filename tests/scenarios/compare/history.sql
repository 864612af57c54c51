-- What the migrations make.
create type public.mood as enum ('sad', 'ok');
create domain public.price as numeric constraint positive check (value > 0);

create function public.touch() returns trigger language plpgsql as 'begin return new; end';

create table public.users (
  id int primary key,
  name text not null,
  mood public.mood default 'ok'
);
comment on table public.users is 'Whoever has an account.';
create index users_name_idx on public.users (lower(name));
create policy own on public.users using (id = 1);

create table public.orders (
  id int primary key,
  user_id int not null constraint orders_user_id_fkey references public.users on delete cascade,
  amount numeric(10, 2),
  paid public.price constraint paid_is_positive check (paid > 0)
);
create index orders_user_id_idx on public.orders (user_id);
create trigger touched before update on public.orders for each row execute function public.touch();

create table public.payments (
  id int primary key,
  order_id int references public.orders
);
create index on public.payments (order_id);

create view public.active as
select id, name from public.users where mood = 'ok';

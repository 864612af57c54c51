-- Foreign keys and each of their attributes.

-- scenario: a foreign key is added
-- plan: not valid
-- plan: validate constraint
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);

-- scenario: a foreign key is dropped
-- plan: drop constraint
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);

-- scenario: a foreign key of a table to itself is added
-- plan: not valid
-- before
create table public.categories (id bigint primary key, parent_id bigint);
-- after
create table public.categories (id bigint primary key, parent_id bigint references public.categories);

-- scenario: a foreign key cascades when a row is deleted
-- plan: on delete cascade
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users on delete cascade);

-- scenario: a foreign key changes both of its actions
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint default 0
  constraint orders_user references public.users on delete restrict on update cascade);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint default 0
  constraint orders_user references public.users on delete set default on update set null);

-- scenario: a foreign key sets one of its columns to null
-- since: 15
-- before
create table public.users (tenant bigint, id bigint, primary key (tenant, id));
create table public.posts (id bigint primary key, tenant bigint not null, author bigint,
  constraint posts_author foreign key (tenant, author) references public.users on delete set null);
-- after
create table public.users (tenant bigint, id bigint, primary key (tenant, id));
create table public.posts (id bigint primary key, tenant bigint not null, author bigint,
  constraint posts_author foreign key (tenant, author) references public.users on delete set null (author));

-- scenario: a foreign key becomes deferrable
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users deferrable);

-- scenario: a deferrable foreign key becomes initially deferred
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users deferrable);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users deferrable initially deferred);

-- scenario: a foreign key matches in full
-- before
create table public.places (row integer, seat integer, primary key (row, seat));
create table public.tickets (id bigint primary key, row integer, seat integer,
  constraint tickets_place foreign key (row, seat) references public.places);
-- after
create table public.places (row integer, seat integer, primary key (row, seat));
create table public.tickets (id bigint primary key, row integer, seat integer,
  constraint tickets_place foreign key (row, seat) references public.places match full);

-- scenario: a foreign key that was not valid is validated
-- plan: validate constraint
-- plan not: drop constraint
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);
alter table public.orders add constraint orders_user foreign key (user_id) references public.users not valid;
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);
alter table public.orders add constraint orders_user foreign key (user_id) references public.users;

-- scenario: a foreign key is added that is not valid
-- plan: not valid
-- plan not: validate constraint
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);
alter table public.orders add constraint orders_user foreign key (user_id) references public.users not valid;

-- scenario: a foreign key is no longer enforced
-- since: 18
-- plan: not enforced
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users not enforced);

-- scenario: a foreign key over periods is added
-- since: 18
-- plan: period
-- before
create extension btree_gist;
create table public.bookings (room integer, during daterange, primary key (room, during without overlaps));
create table public.cleanings (room integer, during daterange);
-- after
create extension btree_gist;
create table public.bookings (room integer, during daterange, primary key (room, during without overlaps));
create table public.cleanings (room integer, during daterange,
  constraint cleanings_booking foreign key (room, period during) references public.bookings (room, period during));

-- scenario: a foreign key refers to another table than before
-- before
create table public.people (id bigint primary key);
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.people);
-- after
create table public.people (id bigint primary key);
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);

-- scenario: a foreign key refers to another column than before
-- before
create table public.users (id bigint primary key, number bigint not null constraint users_number unique);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (id));
-- after
create table public.users (id bigint primary key, number bigint not null constraint users_number unique);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (number));

-- scenario: a foreign key gets a further column
-- before
create table public.users (tenant bigint, id bigint unique, primary key (tenant, id));
create table public.orders (id bigint primary key, tenant bigint, user_id bigint,
  constraint orders_user foreign key (user_id) references public.users (id));
-- after
create table public.users (tenant bigint, id bigint unique, primary key (tenant, id));
create table public.orders (id bigint primary key, tenant bigint, user_id bigint,
  constraint orders_user foreign key (tenant, user_id) references public.users (tenant, id));

-- scenario: a foreign key refers to a unique index that is no constraint
-- before
create table public.users (id bigint not null);
create table public.orders (id bigint primary key, user_id bigint);
-- after
create table public.users (id bigint not null);
create unique index users_once on public.users (id);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (id));

-- scenario: the key that a foreign key stands upon is replaced
-- before
create table public.users (id bigint not null, constraint users_id unique (id));
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (id));
-- after
create table public.users (id bigint not null, constraint users_pkey primary key (id));
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (id));

-- scenario: a foreign key of a partitioned table is added
-- plan not: drop table
-- before
create table public.users (id bigint primary key);
create table public.events (user_id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.users (id bigint primary key);
create table public.events (user_id bigint constraint events_user references public.users, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a foreign key to a partitioned table is added
-- before
create table public.events (id bigint, at date, primary key (id, at)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.notes (event_id bigint, event_at date);
-- after
create table public.events (id bigint, at date, primary key (id, at)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.notes (event_id bigint, event_at date,
  constraint notes_event foreign key (event_id, event_at) references public.events);

-- scenario: a foreign key is written in the table or after it
-- equal
-- before
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint references users);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, user_id bigint);
alter table public.orders add constraint orders_user_id_fkey foreign key (user_id)
  references public.users (id) match simple on update no action on delete no action not deferrable;

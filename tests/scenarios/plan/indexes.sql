-- Indexes that no constraint made.

-- scenario: an index is added to a table that is there
-- plan: concurrently
-- before
create table public.users (id bigint, email text);
-- after
create table public.users (id bigint, email text);
create index users_email on public.users (email);

-- scenario: an index is dropped
-- plan: drop index concurrently
-- before
create table public.users (id bigint, email text);
create index users_email on public.users (email);
-- after
create table public.users (id bigint, email text);

-- scenario: an index comes with its table
-- plan not: concurrently
-- before
-- after
create table public.users (id bigint, email text);
create index users_email on public.users (email);

-- scenario: a unique index is added
-- plan: create unique index concurrently
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint, email text);
-- after
create table public.users (id bigint, email text);
create unique index users_email on public.users (lower(email));

-- scenario: an index becomes unique
-- plan: concurrently
-- before
create table public.users (id bigint, email text);
create index users_email on public.users (email);
-- after
create table public.users (id bigint, email text);
create unique index users_email on public.users (email);

-- scenario: an index gets a further key
-- plan: concurrently
-- before
create table public.users (tenant bigint, email text);
create index users_email on public.users (email);
-- after
create table public.users (tenant bigint, email text);
create index users_email on public.users (tenant, email);

-- scenario: an index turns its keys around
-- before
create table public.users (tenant bigint, email text);
create index users_email on public.users (email, tenant);
-- after
create table public.users (tenant bigint, email text);
create index users_email on public.users (tenant, email);

-- scenario: the order and the nulls of an index change
-- before
create table public.posts (author bigint, at timestamptz);
create index posts_newest on public.posts (author, at);
-- after
create table public.posts (author bigint, at timestamptz);
create index posts_newest on public.posts (author nulls first, at desc nulls last);

-- scenario: an index changes its method
-- before
create table public.posts (author text, at timestamptz);
create index posts_author on public.posts (author);
create index posts_at on public.posts (at);
-- after
create table public.posts (author text, at timestamptz);
create index posts_author on public.posts using hash (author);
create index posts_at on public.posts using brin (at) with (pages_per_range = 16);

-- scenario: an index becomes partial
-- plan: where
-- before
create table public.orders (id bigint, state text);
create index orders_open on public.orders (id);
-- after
create table public.orders (id bigint, state text);
create index orders_open on public.orders (id) where state <> 'done';

-- scenario: the condition of a partial index changes
-- before
create table public.orders (id bigint, state text);
create index orders_open on public.orders (id) where state = 'open';
-- after
create table public.orders (id bigint, state text);
create index orders_open on public.orders (id) where state in ('open', 'it''s new');

-- scenario: an index carries further columns
-- plan: include
-- before
create table public.users (id bigint, email text, name text);
create index users_email on public.users (email);
-- after
create table public.users (id bigint, email text, name text);
create index users_email on public.users (email) include (name, id);

-- scenario: the expression of an index changes
-- before
create table public.users (email text, body jsonb);
create index users_folded on public.users (lower(email));
create index users_body on public.users ((body ->> 'a'));
-- after
create table public.users (email text, body jsonb);
create index users_folded on public.users (upper(email));
create index users_body on public.users ((body ->> 'b'), ((body ->> 'c')::integer + 1));

-- scenario: the collation and operator class of an index change
-- before
create table public.users (email text, name text, body jsonb);
create index users_email on public.users (email);
create index users_name on public.users (name);
create index users_body on public.users using gin (body);
-- after
create table public.users (email text, name text, body jsonb);
create index users_email on public.users (email text_pattern_ops);
create index users_name on public.users (name collate "POSIX");
create index users_body on public.users using gin (body jsonb_path_ops);

-- scenario: an operator class has parameters
-- before
create table public.posts (words tsvector, number integer);
create index posts_words on public.posts using gist (words);
create index posts_number on public.posts using brin (number);
-- after
create table public.posts (words tsvector, number integer);
create index posts_words on public.posts using gist (words tsvector_ops (siglen = 200));
create index posts_number on public.posts using brin (number int4_minmax_multi_ops (values_per_range = 16));

-- scenario: a unique index treats nulls as equal
-- since: 15
-- plan: nulls not distinct
-- before
create table public.rooms (house integer, room integer);
create unique index rooms_once on public.rooms (house, room);
-- after
create table public.rooms (house integer, room integer);
create unique index rooms_once on public.rooms (house, room) nulls not distinct;

-- scenario: the fill factor of an index is set
-- plan: fillfactor
-- before
create table public.users (email text);
create index users_email on public.users (email);
-- after
create table public.users (email text);
create index users_email on public.users (email) with (fillfactor = 70, deduplicate_items = off);

-- scenario: a storage parameter of an index is reset
-- before
create table public.posts (words tsvector);
create index posts_words on public.posts using gin (words) with (fastupdate = off, gin_pending_list_limit = 128);
-- after
create table public.posts (words tsvector);
create index posts_words on public.posts using gin (words) with (gin_pending_list_limit = 256);

-- scenario: a table is clustered on an index
-- plan: cluster
-- before
create table public.users (id bigint, email text);
create index users_email on public.users (email);
-- after
create table public.users (id bigint, email text);
create index users_email on public.users (email);
alter table public.users cluster on users_email;

-- scenario: a table is clustered on another index than before
-- before
create table public.users (id bigint, email text);
create index users_id on public.users (id);
create index users_email on public.users (email);
alter table public.users cluster on users_email;
-- after
create table public.users (id bigint, email text);
create index users_id on public.users (id);
create index users_email on public.users (email);
alter table public.users cluster on users_id;

-- scenario: an index is renamed, and told so
-- rename: public.users.users_email=email_of_users
-- plan: rename to
-- plan not: drop index
-- before
create table public.users (email text);
create index users_email on public.users (email);
-- after
create table public.users (email text);
create index email_of_users on public.users (email);

-- scenario: an index of a partitioned table is added
-- plan not: drop table
-- before
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_rest partition of public.events default;
-- after
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_rest partition of public.events default;
create index events_kind on public.events (kind);

-- scenario: an index of a partitioned table is dropped
-- before
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create index events_kind on public.events (kind);
-- after
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: an index of a partition is attached to that of its parent
-- before
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create index events_kind on only public.events (kind);
create index events_2024_kind on public.events_2024 (kind);
-- after
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create index events_kind on only public.events (kind);
create index events_2024_kind on public.events_2024 (kind);
alter index public.events_kind attach partition public.events_2024_kind;

-- scenario: an index of one partition alone is added
-- plan: concurrently
-- before
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (at date, kind text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create index events_2024_kind on public.events_2024 (kind) where kind <> '';

-- scenario: an index calls a new function
-- before
create table public.users (email text);
-- after
create function public.folded(text) returns text language sql immutable as $$ select lower(trim($1)) $$;
create table public.users (email text);
create index users_folded on public.users (public.folded(email));

-- scenario: many indexes of one table change at once
-- before
create table public.posts (id bigint, author bigint, at timestamptz, words tsvector, tags text[]);
create index posts_a on public.posts (author);
create index posts_b on public.posts (at);
create index posts_c on public.posts (author, at);
-- after
create table public.posts (id bigint, author bigint, at timestamptz, words tsvector, tags text[]);
create index posts_b on public.posts (at desc);
create index posts_c on public.posts (author, at);
create index posts_d on public.posts using gin (words);
create index posts_e on public.posts using gin (tags);
create unique index posts_f on public.posts (id);

-- scenario: an index is spelled differently
-- equal
-- before
create table public.users (id bigint, email text, name text);
create index users_email on users using btree (email asc nulls last, lower(name));
create index users_partial on public.users (id) where (email is not null) and name <> 'x';
create unique index users_name on public.users (name) include (id);
-- after
create table public.users (id bigint, email text, name text);
create index users_email on public.users (email, (lower(name)));
create index users_partial on only public.users (id asc) where email is not null and (name <> 'x'::text);
create unique index users_name on public.users using btree (name text_ops) include (id);

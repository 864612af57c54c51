-- Extensions. All but `vector` come with PostgreSQL itself.

-- scenario: an extension is created
-- plan: create extension
-- hazards: depends-on-extension
-- before
-- after
create extension citext;

-- scenario: an extension is dropped
-- plan: drop extension
-- before
create extension citext;
-- after

-- scenario: an extension moves to another schema
-- plan not: drop extension
-- before
create schema extras;
create extension citext;
create table public.users (email public.citext);
-- after
create schema extras;
create extension citext schema extras;
create table public.users (email extras.citext);

-- scenario: an extension is created in a schema of its own
-- before
-- after
create schema extras;
create extension pg_trgm schema extras;
create table public.users (name text);
create index users_name on public.users using gin (name extras.gin_trgm_ops);

-- scenario: a column takes the type of a new extension
-- before
create table public.users (id bigint, email text unique);
-- after
create extension citext;
create table public.users (id bigint, email public.citext unique);

-- scenario: an extension goes with the columns that had its type
-- hazards: data-loss
-- before
create extension hstore;
create table public.users (id bigint, facts public.hstore default '');
create index users_facts on public.users using gin (facts);
create function public.fact(public.hstore) returns text language sql immutable as $$ select $1 -> 'a' $$;
-- after
create table public.users (id bigint);

-- scenario: an extension gives a default, a check and an index
-- before
create table public.users (token text, secret text, path text);
-- after
create extension pgcrypto;
create extension ltree;
create extension "uuid-ossp";
create table public.users (
  token text default encode(public.gen_random_bytes(16), 'hex'),
  secret text constraint hashed check (secret = public.crypt('x', secret) or secret <> ''),
  path public.ltree,
  id uuid default public.uuid_generate_v4()
);
create index users_path on public.users using gist (path);

-- scenario: one extension needs another
-- before
-- after
create extension cube;
create extension earthdistance;
create table public.places (at public.earth);

-- scenario: vectors are stored and searched
-- hazards: depends-on-extension
-- before
create table public.docs (id bigint primary key, body text);
-- after
create extension vector;
create table public.docs (id bigint primary key, body text, embedding public.vector(3));
create index docs_embedding on public.docs using hnsw (embedding public.vector_cosine_ops) with (m = 8, ef_construction = 32);

-- scenario: vectors change their size and their index its method
-- hazards: may-fail-on-data
-- before
create extension vector;
create table public.docs (id bigint primary key, embedding public.vector(3));
create index docs_embedding on public.docs using hnsw (embedding public.vector_l2_ops);
-- after
create extension vector;
create table public.docs (id bigint primary key, embedding public.vector(6));
create index docs_embedding on public.docs using ivfflat (embedding public.vector_l2_ops) with (lists = 10);

-- scenario: an extension is replaced by what PostgreSQL has itself
-- before
create extension "uuid-ossp";
create table public.users (id uuid primary key default public.uuid_generate_v4());
-- after
create table public.users (id uuid primary key default gen_random_uuid());

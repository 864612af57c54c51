-- Exclusion constraints.

-- scenario: an exclusion constraint is added
-- plan: exclude
-- hazards: may-fail-on-data
-- before
create table public.bookings (id bigint, during tsrange);
-- after
create table public.bookings (id bigint, during tsrange,
  constraint no_overlap exclude using gist (during with &&));

-- scenario: an exclusion constraint is dropped
-- before
create table public.bookings (id bigint, during tsrange,
  constraint no_overlap exclude using gist (during with &&));
-- after
create table public.bookings (id bigint, during tsrange);

-- scenario: an exclusion constraint gets a condition
-- before
create table public.bookings (id bigint, cancelled boolean, during tsrange,
  constraint no_overlap exclude using gist (during with &&));
-- after
create table public.bookings (id bigint, cancelled boolean, during tsrange,
  constraint no_overlap exclude using gist (during with &&) where (not cancelled));

-- scenario: an exclusion constraint gets a further element
-- before
create extension btree_gist;
create table public.bookings (room integer, during tsrange,
  constraint no_overlap exclude using gist (during with &&));
-- after
create extension btree_gist;
create table public.bookings (room integer, during tsrange,
  constraint no_overlap exclude using gist (room with =, during with &&));

-- scenario: an exclusion constraint and its extension come together
-- hazards: depends-on-extension
-- before
create table public.bookings (room integer, during tsrange);
-- after
create extension btree_gist;
create table public.bookings (room integer, during tsrange,
  constraint no_overlap exclude using gist (room with =, during with &&));

-- scenario: an exclusion constraint becomes deferred
-- before
create table public.bookings (during tsrange,
  constraint no_overlap exclude using gist (during with &&));
-- after
create table public.bookings (during tsrange,
  constraint no_overlap exclude using gist (during with &&) deferrable initially deferred);

-- scenario: an exclusion constraint over an expression gets storage parameters
-- before
create table public.bookings (starts timestamp, ends timestamp, name text,
  constraint no_overlap exclude using gist (tsrange(starts, ends) with &&),
  constraint one_name exclude (lower(name) with =));
-- after
create table public.bookings (starts timestamp, ends timestamp, name text,
  constraint no_overlap exclude using gist (tsrange(starts, ends) with &&) with (fillfactor = 80),
  constraint one_name exclude using hash (name with =));

-- scenario: the column of an exclusion constraint changes its type
-- before
create table public.bookings (during tsrange,
  constraint no_overlap exclude using gist (during with &&));
-- after
create table public.bookings (during tstzrange,
  constraint no_overlap exclude using gist (during with &&));

-- Extended statistics.

-- scenario: statistics are created
-- plan: create statistics
-- before
create table public.docs (kind integer, owner integer);
-- after
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds (ndistinct, dependencies, mcv) on kind, owner from public.docs;

-- scenario: statistics are dropped
-- plan: drop statistics
-- before
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds on kind, owner from public.docs;
-- after
create table public.docs (kind integer, owner integer);

-- scenario: statistics are of other kinds and columns than before
-- before
create table public.docs (kind integer, owner integer, title text);
create statistics public.docs_kinds (ndistinct) on kind, owner from public.docs;
-- after
create table public.docs (kind integer, owner integer, title text);
create statistics public.docs_kinds (mcv, dependencies) on owner, lower(title), (kind * 2) from public.docs;

-- scenario: statistics over one expression are created
-- before
create table public.docs (title text);
-- after
create table public.docs (title text);
create statistics public.docs_title on (lower(title)) from public.docs;

-- scenario: the target of statistics changes
-- plan: alter statistics
-- plan not: drop statistics
-- before
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds on kind, owner from public.docs;
-- after
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds on kind, owner from public.docs;
alter statistics public.docs_kinds set statistics 300;

-- scenario: statistics are of another table than before
-- before
create table public.docs (kind integer, owner integer);
create table public.notes (kind integer, owner integer);
create statistics public.kinds on kind, owner from public.docs;
-- after
create table public.docs (kind integer, owner integer);
create table public.notes (kind integer, owner integer);
create statistics public.kinds on kind, owner from public.notes;

-- scenario: the comment on statistics is set
-- plan: comment on statistics
-- before
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds on kind, owner from public.docs;
-- after
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds on kind, owner from public.docs;
comment on statistics public.docs_kinds is 'They''re related';

-- scenario: statistics lie in another schema than their table
-- before
create schema extras;
create table public.docs (kind integer, owner integer);
-- after
create schema extras;
create table public.docs (kind integer, owner integer);
create statistics extras."Kinds of ""docs""" on kind, owner from public.docs;

-- Partitions that are not just copies of their parents.

create schema parts;

create table parts.log (
  id bigint not null,
  at date not null,
  kind text not null default 'plain',
  size integer,
  doubled integer generated always as (size * 2) stored,
  constraint log_pkey primary key (id, at),
  constraint log_kind unique (kind, at) deferrable,
  constraint log_size check (size > 0)
) partition by range (at);
alter table parts.log add constraint log_kind_filled check (kind <> '') not valid;
create table parts.target (id bigint primary key, twin bigint);
alter table parts.log add constraint log_target foreign key (id) references parts.target (id)
  on delete cascade deferrable;
create unique index log_size_at on parts.log (size, at);
create index log_lower on parts.log (lower(kind), (size + 1)) where size > 10;

-- Columns in another order, keys and indexes with other names, settings of its own.
create table parts.log_1 (
  kind text not null default 'first',
  size integer default 3,
  doubled integer generated always as (size * 2) stored,
  at date not null,
  id bigint not null,
  constraint first_key primary key (id, at),
  constraint first_kind unique (kind, at) deferrable,
  constraint log_size check (size > 0),
  constraint log_kind_filled check (kind <> ''),
  constraint first_only check (id > 10)
) with (fillfactor = 50);
create unique index "first ""size""" on parts.log_1 (size, at) with (fillfactor = 70);
create index first_lower on parts.log_1 (lower(kind), (size + 1)) where size > 10;
create index first_more on parts.log_1 (id);
alter table parts.log_1 add constraint first_target foreign key (id) references parts.target (id)
  on delete cascade deferrable;
alter table parts.log_1 alter column kind set statistics 10;
alter table parts.log_1 cluster on first_more;
alter table parts.log attach partition parts.log_1 for values from ('2024-01-01') to ('2025-01-01');
comment on constraint first_key on parts.log_1 is 'With a comment';
comment on index parts.first_lower is 'Lower';

create table parts.log_2 partition of parts.log for values from ('2025-01-01') to ('2026-01-01')
  partition by range (at);
create table parts.log_2_a partition of parts.log_2 for values from ('2025-01-01') to ('2025-07-01');
create table parts.log_2_rest partition of parts.log_2 default;
alter table parts.log_2_a replica identity using index log_2_a_pkey;

-- Two keys and two indexes that are alike.
create table parts.alike (
  id integer,
  constraint alike_1 unique (id),
  constraint alike_2 unique (id)
) partition by hash (id);
create index alike_3 on parts.alike (id);
create index alike_4 on parts.alike (id);
create table parts.alike_a partition of parts.alike for values with (modulus 2, remainder 0);
create table parts.alike_b partition of parts.alike for values with (modulus 2, remainder 1);

-- An index of the parent alone, of which some partitions have shares; one without partitions.
create index log_lonely on only parts.log (kind);
create index log_1_lonely on parts.log_1 (kind);
alter index parts.log_lonely attach partition parts.log_1_lonely;
create table parts.empty (a integer primary key, b text) partition by range (a);
create index empty_b on parts.empty (b);
create index empty_only on only parts.empty (a, b);

-- Triggers go down to the partitions and can be off there, or off above only.
create function parts.seen() returns trigger language plpgsql as 'begin return null; end';
create trigger seen after insert on parts.log for each row execute function parts.seen();
create trigger off after delete on parts.log for each row execute function parts.seen();
create trigger stated after insert on parts.log for each statement execute function parts.seen();
create trigger own before insert on parts.log_2_a for each row execute function parts.seen();
create constraint trigger checked after insert on parts.log deferrable
  for each row execute function parts.seen();
alter table only parts.log_1 disable trigger seen;
alter table only parts.log disable trigger off;
alter table only parts.log_2_rest enable always trigger off;
alter table only parts.log_2 enable replica trigger off;

-- A foreign key to a partitioned table, and one of a partition alone.
create table parts.reader (
  id bigint,
  at date,
  constraint reader_log foreign key (id, at) references parts.log (id, at) on update cascade
);
alter table parts.log_2_a add constraint a_only foreign key (id) references parts.target (id);

create table parts.secured (tenant integer, note text) partition by list (tenant);
create table parts.secured_1 partition of parts.secured for values in (1, null);
create table parts.secured_2 partition of parts.secured for values in (2)
  partition by list (note);
create table parts.secured_2_a partition of parts.secured_2 for values in ('it''s', 'a');
alter table parts.secured enable row level security;
alter table parts.secured_1 force row level security;
create policy one on parts.secured using (tenant = 1);

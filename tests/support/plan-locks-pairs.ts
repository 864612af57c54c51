/** One schema that becomes another, for what a plan between them says of locks. */
export interface LocksPair {
  /** What the plan has to bring about, not used twice. */
  readonly name: string
  /** What is there besides the tables of every pair, with its rows. */
  readonly before?: string
  /** What makes the one schema of the other. */
  readonly change: string
  readonly renames?: readonly string[]
  readonly plain?: true
  /** What stands in the planned SQL, so that the pair shows what it is for. */
  readonly expects: readonly string[]
  /** Indexes that are only opened (ACCESS SHARE) by versions from 18.6, as the shadow's, on. */
  readonly newer?: readonly string[]
}

/** What every pair starts from. */
export const lockedShop = `create schema shop;
  create table shop.owner (id integer primary key, name text not null);
  create table shop.item (id integer primary key, owner integer, code text, quantity integer,
    label varchar(20), price numeric(10, 2));
  create index item_label on shop.item (label);
  create sequence shop.counter;
  insert into shop.owner select n, 'n' || n from generate_series(1, 1000) n;
  insert into shop.item select n, n, 'c' || n, n, 'l' || n, n from generate_series(1, 1000) n`

const event = `create table shop.event (day integer not null, what text) partition by range (day);
  create index event_day on shop.event (day);
  create table shop.event_low partition of shop.event for values from (0) to (500);
  insert into shop.event select n % 500, 'w' from generate_series(1, 1000) n`

const view = `create view shop.listing as select id, quantity from shop.item;
  create view shop.dear as select id from shop.listing where quantity > 5;
  create materialized view shop.sums as select owner, sum(quantity) as total from shop.item group by owner;
  create unique index sums_owner on shop.sums (owner);
  grant select on shop.listing to public`

/** The pairs: every form that lets reads and writes go on, and the plain ones beside them. */
export const locksPairs: readonly LocksPair[] = [
  {
    name: 'a foreign key is added and validated later',
    change:
      'alter table shop.item add constraint item_owner foreign key (owner) references shop.owner',
    expects: ['not valid', 'validate constraint'],
    newer: ['owner_pkey'],
  },
  {
    name: 'a foreign key is added at once',
    plain: true,
    change:
      'alter table shop.item add constraint item_owner foreign key (owner) references shop.owner',
    expects: ['foreign key'],
  },
  {
    name: 'a foreign key is dropped',
    before:
      'alter table shop.item add constraint item_owner foreign key (owner) references shop.owner',
    change: 'alter table shop.item drop constraint item_owner',
    expects: ['drop constraint'],
  },
  {
    name: 'a new table refers to an old one',
    change: 'create table shop.line (id integer primary key, item integer references shop.item)',
    expects: ['create table'],
  },
  {
    name: 'a check is added and validated later',
    change: 'alter table shop.item add constraint item_quantity check (quantity > 0)',
    expects: ['not valid', 'validate constraint'],
  },
  {
    name: 'a check is added at once',
    plain: true,
    change: 'alter table shop.item add constraint item_quantity check (quantity > 0)',
    expects: ['check'],
  },
  {
    name: 'a unique constraint takes an index that was built concurrently',
    change: 'alter table shop.item add constraint item_code_key unique (code)',
    expects: ['create unique index concurrently', 'using index'],
  },
  {
    name: 'a unique constraint builds its index under its lock',
    plain: true,
    change: 'alter table shop.item add constraint item_code_key unique (code)',
    expects: ['unique'],
  },
  {
    name: 'a primary key takes an index that was built concurrently',
    before: `create table shop.log (id integer not null, what text);
      insert into shop.log select n, 'w' from generate_series(1, 1000) n`,
    change: 'alter table shop.log add constraint log_pkey primary key (id)',
    expects: ['create unique index concurrently', 'using index'],
  },
  {
    name: 'a primary key is changed',
    before: `alter table shop.item alter code set not null`,
    change: `alter table shop.item drop constraint item_pkey;
      alter table shop.item add constraint item_pkey primary key (id, code)`,
    expects: ['primary key'],
  },
  {
    name: 'an exclusion constraint is added',
    change: 'alter table shop.item add constraint item_apart exclude (code with =)',
    expects: ['exclude'],
  },
  {
    name: 'indexes are built concurrently',
    change: `create index item_code on shop.item (lower(code)) where quantity > 5;
      create unique index item_price on shop.item (price) include (label)`,
    expects: ['create index concurrently', 'create unique index concurrently'],
  },
  {
    name: 'an index is built under its lock',
    plain: true,
    change: 'create index item_code on shop.item (code)',
    expects: ['create index'],
  },
  {
    name: 'an index is dropped concurrently',
    change: 'drop index shop.item_label',
    expects: ['drop index concurrently'],
  },
  {
    name: 'an index is built anew beside the old one',
    change: 'drop index shop.item_label; create index item_label on shop.item (label, code)',
    expects: ['create index concurrently', 'drop index concurrently', 'rename to'],
  },
  {
    name: 'nulls are kept out through a check',
    change: 'alter table shop.item alter code set not null',
    expects: ['not valid', 'validate constraint', 'set not null'],
  },
  {
    name: 'nulls are kept out by a scan under the lock',
    plain: true,
    change: 'alter table shop.item alter code set not null',
    expects: ['set not null'],
  },
  {
    name: 'a type changes that writes the table anew',
    change: 'alter table shop.item alter quantity type bigint',
    expects: ['bigint'],
  },
  {
    name: 'a type changes that writes the table anew, plainly',
    plain: true,
    change:
      'alter table shop.item alter id type bigint; alter table shop.item alter label type text',
    expects: ['bigint'],
  },
  {
    name: 'a type changes that leaves the rows alone',
    change: `alter table shop.item alter label type varchar(40);
      alter table shop.item alter price type numeric(12, 2)`,
    expects: ['type character varying(40)'],
  },
  {
    name: 'a type changes that is checked by reading every row',
    plain: true,
    change: 'alter table shop.item alter quantity type text',
    expects: ['type text'],
  },
  {
    name: 'a column gets another value for each row, some pages at a time',
    change: 'alter table shop.item add column token uuid not null default gen_random_uuid()',
    expects: ['add column', 'ctid', 'validate constraint'],
  },
  {
    name: 'a column gets another value for each row at once',
    plain: true,
    change: 'alter table shop.item add column token uuid not null default gen_random_uuid()',
    expects: ['add column'],
  },
  {
    name: 'a column gets one value for all rows',
    change: `alter table shop.item add column kind text not null default 'plain'`,
    expects: ['add column'],
  },
  {
    name: 'a generated column is added',
    change:
      'alter table shop.item add column twice integer generated always as (quantity * 2) stored',
    expects: ['generated always'],
  },
  {
    name: 'a column becomes an identity',
    change: 'alter table shop.item alter id add generated by default as identity',
    expects: ['identity'],
  },
  {
    name: 'columns are dropped, with the index on one',
    change: 'alter table shop.item drop column label; alter table shop.item drop column price',
    expects: ['drop column'],
  },
  {
    name: 'an enum gets a label that is then used',
    before: `create type shop.mood as enum ('glad', 'sad');
      alter table shop.item add column mood shop.mood default 'glad'`,
    change: `alter type shop.mood add value 'calm'; alter table shop.item alter mood set default 'calm'`,
    expects: ['add value', 'set default'],
  },
  {
    name: 'an enum loses a label',
    before: `create type shop.mood as enum ('glad', 'sad');
      alter table shop.item add column mood shop.mood default 'glad'`,
    change: `alter table shop.item drop column mood; drop type shop.mood;
      create type shop.mood as enum ('glad'); alter table shop.item add column mood shop.mood default 'glad'`,
    expects: ['mood'],
  },
  {
    name: 'a domain gets a check',
    before: `create domain shop.amount as integer; alter table shop.item alter quantity type shop.amount`,
    change: 'alter domain shop.amount add constraint amount_positive check (value > 0)',
    expects: ['amount_positive'],
  },
  {
    name: 'a table becomes a partition',
    before: `${event}; create table shop.event_high (day integer not null, what text);
      insert into shop.event_high select 500 + n % 500, 'w' from generate_series(1, 1000) n`,
    change:
      'alter table shop.event attach partition shop.event_high for values from (500) to (1000)',
    expects: ['attach partition'],
  },
  {
    name: 'a partition becomes a table',
    before: event,
    change: 'alter table shop.event detach partition shop.event_low',
    expects: ['detach partition'],
  },
  {
    name: 'a partitioned table gets a partition, an index and a column',
    before: event,
    change: `create table shop.event_high partition of shop.event for values from (500) to (1000);
      create index event_what on shop.event (what); alter table shop.event add column note text`,
    expects: ['attach partition', 'create index'],
  },
  {
    name: 'views are made anew over a column that changes',
    before: view,
    change: `drop view shop.dear; drop view shop.listing; drop materialized view shop.sums;
      alter table shop.item alter quantity type bigint; ${view}`,
    expects: ['drop view', 'create view', 'create materialized view'],
  },
  {
    name: 'a view and a materialised view are replaced',
    before: view,
    change: `create or replace view shop.listing as select id, quantity, label from shop.item;
      drop index shop.sums_owner`,
    expects: ['listing'],
  },
  {
    name: 'a table and a column get other names, and the table more columns',
    renames: ['shop.owner=holder', 'shop.item.code=sku'],
    change: `alter table shop.owner rename to holder; alter table shop.item rename code to sku;
      alter table shop.holder add column email text; alter table shop.holder alter name drop not null;
      create index holder_name on shop.holder (name); create index item_sku on shop.item (sku)`,
    expects: ['rename to', 'rename column'],
  },
  {
    name: 'a table makes place for another of its name',
    renames: ['shop.item=old_item'],
    change: `alter table shop.item rename to old_item; create table shop.item (id bigint, what text);
      create index item_what on shop.item (what)`,
    expects: ['rename to', 'create table'],
  },
  {
    name: 'tables are dropped',
    before:
      'alter table shop.item add constraint item_owner foreign key (owner) references shop.owner',
    change: 'drop table shop.item; drop table shop.owner',
    expects: ['drop table'],
  },
  {
    name: 'a table goes to another schema, and to another kind of storage',
    change: `alter table shop.item set unlogged; alter table shop.owner set (fillfactor = 80)`,
    expects: ['unlogged', 'fillfactor'],
  },
  {
    name: 'triggers, policies, statistics, comments and rights come and go',
    before: `create function shop.stamp() returns trigger language plpgsql as 'begin return new; end'`,
    change: `create trigger stamp before insert on shop.item for each row execute function shop.stamp();
      alter table shop.item enable row level security; create policy mine on shop.item using (true);
      create statistics shop.item_facts on code, label from shop.item;
      comment on column shop.item.code is 'as printed'; comment on table shop.owner is 'people';
      grant select on shop.item to public; alter sequence shop.counter increment by 5`,
    expects: ['create trigger', 'create policy', 'create statistics'],
  },
]

/** Roles of the cases: one has a name that needs care. */
export const rightsRoles: readonly string[] = [
  'rights reader',
  'rights_writer',
  'rights_owner',
  'a"b',
]

/** A change of schema, before which something was granted. */
export interface RightsCase {
  readonly name: string
  readonly before: string
  readonly after: string
  readonly renames?: readonly string[]
  /** What stands in the plan. */
  readonly expects: readonly string[]
  readonly forbids?: readonly string[]
  /** Queries on the database once the plan has run, each of one true value. */
  readonly holds?: readonly string[]
}

const both = (rest: string): Pick<RightsCase, 'before' | 'after'> => ({
  before: `create table t (id int primary key, a int, b text); ${rest}`,
  after: `create table t (id int primary key, a text, b text); ${rest.replaceAll(/(grant|revoke|alter) [^;]*;/g, '')}`,
})

/** In all of these owners and privileges are afterwards what they were before. */
export const rightsCases: readonly RightsCase[] = [
  {
    name: 'a view over an altered column, with grant options and a column of its own',
    ...both(`create view v as select id, a from t;
      grant select on v to "rights reader";
      grant select, update on v to rights_writer with grant option;
      grant update (a) on v to "a""b";`),
    expects: [
      'grant select on table public.v to "rights reader"',
      'grant select, update on table public.v to rights_writer with grant option',
      'grant update (a) on table public.v to "a""b"',
    ],
  },
  {
    name: 'a view that belongs to somebody else, and whose owner took something away from itself',
    ...both(`create view v as select id, a from t;
      alter view v owner to rights_owner;
      revoke insert, update, delete on v from rights_owner;
      grant select on v to public;`),
    expects: [
      'alter view public.v owner to rights_owner',
      'revoke delete, insert, update on table public.v from rights_owner',
      'grant select on table public.v to public',
    ],
  },
  {
    name: 'a view of ours from which we took something away',
    ...both('create view v as select id, a from t; revoke update on v from current_user;'),
    expects: ['revoke update on table public.v from current_user'],
  },
  {
    name: 'a chain of views, and what a name with quotes may do',
    ...both(`create view v as select id, a from t; create view w as select a from v;
      alter view w owner to "a""b"; grant select on v to "a""b"; grant select on w to rights_writer;`),
    expects: ['alter view public.w owner to "a""b"'],
  },
  {
    name: 'a materialised view that belongs to somebody who may not read the table',
    ...both(`create materialized view m as select id, a from t; create index on m (a);
      alter materialized view m owner to rights_owner; grant select on m to "rights reader";`),
    expects: [
      'alter materialized view public.m owner to rights_owner',
      'grant select on table public.m to "rights reader"',
    ],
  },
  {
    name: 'a table that is partitioned from now on',
    before: `create table t (id int, a int, constraint p primary key (id));
      alter table t owner to rights_owner; grant select on t to "rights reader"; grant insert (a) on t to rights_writer;`,
    after: 'create table t (id int, a int, constraint p primary key (id)) partition by range (id);',
    expects: [
      'alter table public.t owner to rights_owner',
      'grant insert (a) on table public.t to rights_writer',
    ],
  },
  {
    name: 'a generated column that is made anew',
    before: `create table t (id int, a int generated always as (id + 1) stored);
      grant select (a) on t to "rights reader"; grant select (id) on t to "rights reader";`,
    after:
      'create table t (id int, a int);alter table t drop column a; alter table t add column a int generated always as (id * 2) stored;',
    expects: [],
  },
  {
    name: 'a function whose execution was revoked',
    before: `create function f(a int) returns int language sql security definer as 'select 1';
      revoke execute on function f from public; grant execute on function f to rights_writer;
      alter function f owner to rights_owner;`,
    after: `create function f(a int) returns bigint language sql security definer as 'select 1::bigint';`,
    expects: [
      'alter routine public.f(a integer) owner to rights_owner',
      'revoke execute on routine public.f(a integer) from public',
      'grant execute on routine public.f(a integer) to rights_writer',
    ],
  },
  {
    name: 'an aggregate and its function',
    before: `create function plus(a int, b int) returns int language sql immutable as 'select a + b';
      create aggregate total(int) (sfunc = plus, stype = int);
      revoke all on function total(int) from public; grant execute on function total(int) to "a""b";`,
    after: `create function plus(a int, b int) returns int language sql immutable as 'select a + b';
      create aggregate total(int) (sfunc = plus, stype = int, initcond = '1');`,
    expects: ['revoke execute on routine public.total(integer) from public'],
  },
  {
    name: 'an enum that loses a label, and a domain over it',
    before: `create type mood as enum ('a', 'b', 'c'); create domain moods as mood;
      create table t (m mood, d moods);
      revoke usage on type mood from public; grant usage on type mood to rights_writer;
      alter type mood owner to rights_owner; grant usage on type moods to "a""b" with grant option;`,
    after: `create type mood as enum ('a', 'b'); create domain moods as mood; create table t (m mood, d moods);`,
    expects: [
      'alter type public.mood owner to rights_owner',
      'revoke usage on type public.mood from public',
    ],
  },
  {
    name: 'extended statistics over an altered column',
    ...both('create statistics s on a, b from t; alter statistics s owner to rights_owner;'),
    expects: ['alter statistics public.s owner to rights_owner'],
  },
  {
    name: 'a table with a serial and an identity column that is made anew for another owner',
    before: `create table t (id int generated always as identity, s serial, a int);
      alter table t owner to rights_owner;
      grant usage on sequence t_s_seq to rights_writer; grant select on sequence t_id_seq to "a""b";`,
    after: `create table t (id int generated always as identity, s serial, a int) partition by range (a);`,
    expects: ['grant select on sequence public.t_id_seq to "a""b"'],
  },
  {
    name: 'a view and its column that have other names, over a table that has one too',
    before: `create table old (id int, a int); create view w as select id, a from old;
      grant select on w to rights_writer; grant select (a) on w to "a""b"; alter view w owner to rights_owner;`,
    after: 'create table t (id int, a text); create view v as select id, a from t;',
    renames: ['public.old=t', 'public.w=v'],
    expects: ['alter view public.v owner to rights_owner'],
    holds: [
      `has_table_privilege('rights_writer', 'v', 'select')`,
      `has_column_privilege('a"b', 'v', 'a', 'select')`,
      `not has_column_privilege('a"b', 'v', 'id', 'select')`,
    ],
  },
  {
    name: 'a column that is expanded and contracted, and a view over it',
    before: `create table t (id int primary key, a int, b int); create view v as select a from t;
      alter table t owner to rights_owner; grant select (a), update (a) on t to "rights reader";
      grant select (a) on t to "a""b" with grant option; grant select (b) on t to rights_writer;
      grant select on v to rights_writer; alter view v owner to "a""b";`,
    after:
      'create table t (id int primary key, a bigint, b int); create view v as select a from t;',
    expects: [
      'grant select (a), update (a) on table public.t to "rights reader"',
      'grant select (a) on table public.t to "a""b" with grant option',
      'grant select on table public.v to rights_writer',
    ],
  },
  {
    name: 'a view over a column that is expanded, on which there is a check',
    before: `create table t (id int primary key, a int check (a > 0), b int check (b > 0));
      create view v as select a from t; grant select on v to rights_writer;
      create materialized view m as select a from t; alter materialized view m owner to "a""b";`,
    after: `create table t (id int primary key, a bigint check (a > 0), b int check (b > 0));
      create view v as select a from t; create materialized view m as select a from t;`,
    expects: [
      'grant select on table public.v to rights_writer',
      'alter materialized view public.m owner to "a""b"',
    ],
  },
  {
    name: 'a function and a procedure that get other arguments',
    before: `create function f(a int) returns int language sql as 'select 1';
      create procedure p(a int) language sql as 'select 1';
      revoke execute on function f from public; grant execute on function f to "a""b";
      alter function f owner to rights_owner; revoke execute on procedure p from public;`,
    after: `create function f(a int, b text) returns int language sql as 'select 1';
      create procedure p(a bigint, inout b int) language sql as 'select 1';`,
    renames: [],
    expects: [
      'alter routine public.f(a integer, b text) owner to rights_owner',
      'revoke execute on routine public.p(IN a bigint, INOUT b integer) from public',
    ],
    holds: [
      `has_function_privilege('a"b', 'f(int, text)', 'execute')`,
      `not has_function_privilege('rights_writer', 'f(int, text)', 'execute')`,
      `not has_function_privilege('rights_writer', 'p(bigint, int)', 'execute')`,
    ],
  },
  {
    name: 'a view that becomes a table, and a table that becomes a view',
    before: `create table t (id int, a int); create view v as select id, a from t;
      create table u (id int, a int);
      grant select on v to rights_writer; grant update (a) on v to "a""b";
      grant select on u to rights_writer; alter table u owner to rights_owner;`,
    after:
      'create table t (id int, a int); create table v (id int, a int); create view u as select id, a from t;',
    renames: [],
    expects: [
      'grant select on table public.v to rights_writer',
      'alter view public.u owner to rights_owner',
    ],
    holds: [`has_column_privilege('a"b', 'v', 'a', 'update')`],
  },
  {
    name: 'a new sequence of a column, in a table that belongs to somebody else',
    before: 'create table t (id int, s int); alter table t owner to rights_owner;',
    after: 'create table t (id int, s serial);',
    renames: [],
    expects: ['alter sequence public.t_s_seq owner to rights_owner'],
  },
  {
    name: 'what default privileges give and take, and had not given or taken before',
    before: `create table t (id int, a int); create view v as select id, a from t;
      create view w as select a from t;
      create function f() returns int language sql as 'select 1';
      grant select on v to rights_writer;
      alter default privileges grant all on tables to "rights reader";
      alter default privileges grant select on tables to public;
      alter default privileges revoke execute on functions from public;`,
    after: `create table t (id int, a text); create view v as select id, a from t;
      create view w as select a from t;
      create function f() returns bigint language sql as 'select 1::bigint';`,
    expects: [
      'revoke all on table public.v from public, "rights reader"',
      'grant select on table public.v to rights_writer',
      'revoke all on table public.w from public, "rights reader"',
      'grant execute on routine public.f() to public',
    ],
  },
  {
    name: 'nothing of what stays or only changes in place',
    before: `create table t (id int, a int, b text); create view v as select id from t;
      create function f() returns int language sql as 'select 1';
      grant select on t, v to rights_writer; revoke execute on function f from public;
      alter view v owner to rights_owner; grant select (id) on t to "a""b";`,
    after: `create table t (id int, a text, b text); create view v as select id, b from t;
      create function f() returns int language sql as 'select 2';`,
    expects: [],
    forbids: ['grant', 'revoke', 'owner to'],
  },
]

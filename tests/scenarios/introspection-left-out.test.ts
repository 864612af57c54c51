import { expect, test } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { runScripts } from '../support/catalogue-scenario.ts'
import { nativeSession } from '../support/catalogue-session.ts'

test('an object of every kind without words is reported by kind and identity', async () => {
  const session = await nativeSession(18)
  await runScripts(session, 'undescribed')
  const { undescribed } = await catalogueOf(session)
  expect(undescribed.map(({ objectKind, identity }) => `${objectKind}: ${identity}`)).toEqual([
    'access method: odd_method',
    'cast: (odd.colour AS integer)',
    'clustered constraint: odd.plain_pkey',
    'collation: odd.order_of_words',
    'column options: odd.plain.b',
    'conversion: odd.to_latin',
    'event trigger: odd_event',
    'foreign table: odd.far',
    'foreign-data wrapper: odd_wrapper',
    'language: odd_language',
    'not null constraint: b_is_there on odd.plain',
    'not null constraint: c_is_there on odd.plain',
    'operator: odd.===(odd.colour,odd.colour)',
    'operator class: odd.class USING hash',
    'operator family: odd.class USING hash',
    'operator family: odd.lonely_family USING hash',
    'publication: odd_publication',
    'rule: "Odd Rule" on odd.plain',
    'server: odd_server',
    'text search configuration: odd.configuration',
    'text search dictionary: odd.dictionary',
    'text search parser: odd.parser',
    'text search template: odd.template',
    'transform: for integer language sql',
    'type: odd.base',
    'type: odd.shell',
    'typed table: odd.typed',
    'user mapping: public on server odd_server',
  ])
})

test('a subscription is reported in its own database only', async () => {
  const session = await nativeSession(18)
  const other = await nativeSession(18)
  await session.run(
    `create subscription odd_subscription connection '' publication p
     with (connect = false, slot_name = none)`,
  )
  try {
    const { undescribed } = await catalogueOf(session)
    expect(undescribed).toEqual([
      { kind: 'undescribed', objectKind: 'subscription', identity: 'odd_subscription' },
    ])
    expect((await catalogueOf(other)).undescribed).toEqual([])
  } finally {
    // A database with a subscription cannot be dropped.
    await session.run('drop subscription odd_subscription')
  }
})

test('members of extensions are not listed, only the extensions', async () => {
  const session = await nativeSession(18)
  const names = ['bloom', 'citext', 'cube', 'hstore', 'ltree', 'pg_stat_statements', 'pg_trgm']
  const all = [...names, 'postgres_fdw', 'tablefunc', 'unaccent']
  await session.run(all.map((name) => `create extension ${name};`).join('\n'))
  const { extensions, schemas, ...rest } = await catalogueOf(session)
  expect(extensions.map(({ name }) => name)).toEqual(all)
  expect(schemas.map(({ name }) => name)).toEqual(['public'])
  expect(Object.values(rest).flat()).toEqual([])
})

test('an object of any kind is left out once it belongs to an extension', async () => {
  const session = await nativeSession(18)
  const made = {
    schema: ['place', 'create schema place'],
    sequence: ['counter', 'create sequence counter'],
    table: ['plain', 'create table plain (id serial primary key)'],
    view: ['seen', 'create view seen as select 1 as one'],
    'materialized view': ['kept', 'create materialized view kept as select 1 as one'],
    type: ['mood', `create type mood as enum ('well')`],
    'type ': ['pair', 'create type pair as (a integer)'],
    'type  ': ['span', 'create type span as range (subtype = integer)'],
    domain: ['code', 'create domain code as text check (value <> chr(32))'],
    function: ['one()', 'create function one() returns integer language sql return 1'],
    procedure: ['do_it()', `create procedure do_it() language sql as ''`],
    aggregate: ['total(integer)', 'create aggregate total(integer) (sfunc = int4pl, stype = int)'],
    collation: ['words', `create collation words (provider = libc, locale = 'C')`],
  }
  await session.run('create extension citext')
  for (const [kind, [name = '', create = '']] of Object.entries(made)) {
    await session.run(`${create}; alter extension citext add ${kind} ${name}`)
  }
  await session.run('alter extension citext add sequence plain_id_seq')
  const { extensions, schemas, ...rest } = await catalogueOf(session)
  expect([...extensions, ...schemas].map(({ name }) => name)).toEqual(['citext', 'public'])
  expect(Object.values(rest).flat()).toEqual([])
})

test('what a table adds to a member of an extension is not taken for its own', async () => {
  const session = await nativeSession(18)
  await session.run(`
    create table public.mine (id integer primary key);
    create extension citext;
    alter extension citext add table public.mine;
    create table public.theirs (mine_id integer references public.mine);
  `)
  const { tables } = await catalogueOf(session)
  expect(tables.map(({ name }) => name)).toEqual(['theirs'])
  expect(tables[0]?.constraints[0]).toMatchObject({
    references: { schema: 'public', name: 'mine' },
    referencedColumns: ['id'],
  })
})

test('temporary objects and the ledger of Elenchus are not listed', async () => {
  const session = await nativeSession(18)
  await session.run(`
    create schema elenchus;
    create table elenchus.ledger (revision text primary key, notes text check (notes <> ''));
    create function elenchus.now() returns timestamptz language sql return now();
    create type elenchus.state as enum ('applied');
    create temporary table passing (id serial primary key, at tsrange);
    create temporary view passing_by as select id from passing;
    create type pg_temp.mood as enum ('well');
  `)
  const { schemas, ...rest } = await catalogueOf(session)
  expect(schemas.map(({ name }) => name)).toEqual(['public'])
  expect(Object.values(rest).flat()).toEqual([])
})

test('a new database has nothing but an uncommented schema public', async () => {
  const session = await nativeSession(14)
  const { schemas, ...rest } = await catalogueOf(session)
  expect(schemas).toEqual([{ kind: 'schema', name: 'public', comment: null }])
  expect(Object.values(rest).flat()).toEqual([])
})

async function catalogueOf(session: Session): Promise<Catalogue> {
  const { catalogue } = await introspect(session)
  return catalogue
}

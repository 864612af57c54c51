import { beforeAll, describe, expect, test } from 'vitest'
import { formatLockMode, lockModes, lockModesConflict } from '../../src/catalogue/lock-mode.ts'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import type { Session } from '../../src/postgres/session.ts'
import { observe } from '../../src/shadow/observe.ts'
import type { Observation } from '../../src/shadow/observation.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { runningOf } from '../../src/sql/running-of.ts'
import { nativeSession, pgliteSession, sessionAt } from '../support/catalogue-session.ts'
import { effectsOf } from '../support/observe-statements.ts'
import { testDatabase } from '../support/test-database.ts'

beforeAll(loadParser)

function observed(session: Session, statement: string): Promise<Observation> {
  return observe(session, statement, runningOf(statement))
}

describe.each([
  ['PostgreSQL 14', () => nativeSession(14)],
  ['PostgreSQL 15', () => nativeSession(15)],
  ['PostgreSQL 18', () => nativeSession(18)],
  ['the embedded PostgreSQL', pgliteSession],
] as const)('on %s', (_, open) => {
  test.each([
    'vacuum',
    'vacuum full t',
    'reindex schema public',
    'cluster',
    'do $$ begin alter table t add column b integer; commit; end $$',
    'call work()',
    'reindex table parted',
  ])('what commits on its own is run and not observed: %s', async (statement) => {
    const session = await open()
    await session.run(`create table t (a integer primary key);
      create table parted (a integer primary key) partition by list (a);
      create procedure work() language plpgsql as 'begin drop table t; commit; end'`)
    const observation = await observed(session, statement)
    expect(observation).toEqual({ observed: 'not-observed', locks: [], rewrites: [], scans: [] })
    // The session is free again.
    expect((await observed(session, 'create table u (a integer)')).observed).toBe('in-transaction')
  })

  test('a statement that fails leaves nothing behind and no transaction open', async () => {
    const session = await open()
    await session.run('create table t (a integer); insert into t values (null)')
    const failure = observed(session, 'alter table t add column b integer, alter a set not null')
    await expect(failure).rejects.toThrow(PostgresError)
    const [row] = await session.query(
      `select count(*) as columns, current_setting('enable_indexscan') as setting
      from pg_attribute where attrelid = 't'::regclass and attnum > 0`,
    )
    expect(row).toEqual({ columns: 1, setting: 'on' })
    expect(effectsOf(await observed(session, 'select from t'))).toEqual({
      'public.t': 'access-share scan',
    })
  })

  test('a statement is committed, and the next does not inherit its locks', async () => {
    const session = await open()
    await session.run('create table t (a integer); create table u (a integer)')
    await observed(session, 'lock table u')
    expect(effectsOf(await observed(session, 'insert into t values (1)'))).toEqual({
      'public.t': 'row-exclusive',
    })
    expect(await session.query('select a from t')).toEqual([{ a: 1 }])
  })

  test('what is deferred to the commit is observed as well', async () => {
    const session = await open()
    await session.run(`create table owner (id integer primary key); insert into owner values (1);
      create table t (a integer references owner deferrable initially deferred)`)
    expect(effectsOf(await observed(session, 'insert into t values (1)'))).toEqual({
      'public.t': 'row-exclusive',
      'public.owner': 'row-share',
      'public.owner_pkey': 'row-share',
    })
  })

  test('relations of PostgreSQL and of Elenchus itself are left out, the user’s own kept', async () => {
    const session = await open()
    await session.run(`create schema elenchus; create table elenchus.ledger (a integer);
      create temporary table passing (a integer);
      create schema "Odd.Name"; create table "Odd.Name"."T" (a text);
      create foreign data wrapper far; create server away foreign data wrapper far;
      create foreign table distant (a integer) server away`)
    const statement = 'lock table pg_class, elenchus.ledger, passing, "Odd.Name"."T" in share mode'
    expect((await observed(session, statement)).locks).toMatchObject([
      { relation: { schema: 'Odd.Name', name: 'T' }, mode: 'share' },
    ])
    expect(effectsOf(await observed(session, 'alter table distant add column b text'))).toEqual({
      'public.distant': 'access-exclusive',
    })
  })

  test('a table that is scanned and dropped goes by the name it had', async () => {
    const session = await open()
    await session.run('create table t (a integer)')
    const statement = `do $$ begin
      alter table t rename to u; perform count(*) from u; drop table u; end $$`
    expect(effectsOf(await observed(session, statement))).toEqual({
      'public.t': 'access-exclusive scan',
    })
  })

  test('a foreign key is validated by reading both tables, however cheap an index is', async () => {
    const session = await open()
    await session.run(`create table owner (id integer primary key);
      create table t (a integer not null unique);
      insert into owner select n from generate_series(1, 5000) n;
      insert into t select n from generate_series(1, 5000) n`)
    await session.run('set seq_page_cost = 1000; set random_page_cost = 0')
    const statement = 'alter table t add foreign key (a) references owner'
    expect(effectsOf(await observed(session, statement))).toMatchObject({
      'public.t': 'share-row-exclusive scan',
      'public.owner': 'share-row-exclusive scan',
    })
  })

  test('a statement that would end the transaction is refused', async () => {
    const session = await open()
    await expect(observed(session, 'rollback')).rejects.toThrow(RangeError)
  })
})

test('a server that does not count scans is told from one where there are none', async () => {
  const session = await nativeSession(18)
  await session.run('set track_counts = off')
  await expect(observed(session, 'select 1')).rejects.toMatchObject({ code: 'scans-not-counted' })
})

test('lock modes conflict in PostgreSQL as they do in the table', async () => {
  const database = await testDatabase(18)
  await database.run('create table t (a integer)')
  const [holder, other] = [await sessionAt(database.url), await sessionAt(database.url)]
  for (const held of lockModes) {
    await holder.run(`begin; lock table t in ${formatLockMode(held)} mode`)
    for (const wanted of lockModes) {
      const conflict = await other
        .run(`begin; lock table t in ${formatLockMode(wanted)} mode nowait`)
        .then(
          () => false,
          () => true,
        )
      await other.run('rollback')
      expect([held, wanted, conflict]).toEqual([held, wanted, lockModesConflict(held, wanted)])
    }
    await holder.run('rollback')
  }
})

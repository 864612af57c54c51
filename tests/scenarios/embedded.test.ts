import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { embeddedExtensions } from '../../src/embedded/embedded-extensions.ts'
import { embeddedMajor } from '../../src/embedded/data-folder.ts'
import { openEmbedded, type EmbeddedOptions } from '../../src/embedded/open-embedded.ts'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import { majorVersion, type Notice, type Session } from '../../src/postgres/session.ts'
import { testCache } from '../support/test-cache.ts'

async function open(options: Partial<EmbeddedOptions> = {}): Promise<Session> {
  const session = await openEmbedded({ folder: null, cache: testCache, ...options })
  onTestFinished(() => session.close())
  return session
}

async function failure(call: Promise<unknown>): Promise<PostgresError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof PostgresError)) throw new Error(`not a PostgresError: ${String(error)}`)
  return error
}

describe('a session in memory', () => {
  test('says its version', async () => {
    const session = await open()
    expect(session.engine).toBe('embedded')
    expect(majorVersion(session)).toBe(embeddedMajor)
  })

  test('gives values as a session promises them', async () => {
    const session = await open()
    const rows = await session.query(
      `select 12::bigint as small, 9007199254740993::bigint as big, 1.50::numeric as exact,
         date '2020-01-31' as day, timestamptz '2020-01-31 12:00+00' as moment,
         '{"a": [1]}'::jsonb as document, array['x', 'a "b" \\ c', null] as texts,
         true as yes, null as nothing, 'é€😀' as text, 1.5::float8 as double`,
    )
    expect(rows).toEqual([
      {
        small: 12,
        big: '9007199254740993',
        exact: '1.50',
        day: '2020-01-31',
        moment: '2020-01-31 12:00:00+00',
        document: { a: [1] },
        texts: ['x', 'a "b" \\ c', null],
        yes: true,
        nothing: null,
        text: 'é€😀',
        double: 1.5,
      },
    ])
  })

  test('any text and any texts come back as they were sent', async () => {
    const session = await open()
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'))
    await fc.assert(
      fc.asyncProperty(text, fc.array(text), async (one, many) => {
        const [row] = await session.query('select $1::text as one, $2::text[] as many', [one, many])
        expect(row).toEqual({ one, many })
      }),
    )
  })

  test('sends numbers, booleans and nulls', async () => {
    const session = await open()
    const rows = await session.query('select $1::integer as a, $2::boolean as b, $3::text as c', [
      -7,
      false,
      null,
    ])
    expect(rows).toEqual([{ a: -7, b: false, c: null }])
  })

  test('runs several statements at once, as one transaction', async () => {
    const session = await open()
    await session.run('create table kept (id integer); insert into kept values (1), (2); select 1')
    await failure(session.run('create table lost (id integer); select 1/0'))
    const rows = await session.query(
      `select (select count(*) from kept) as kept, to_regclass('lost') as lost`,
    )
    expect(rows).toEqual([{ kept: 2, lost: null }])
  })

  test('gives errors with all that PostgreSQL says', async () => {
    const session = await open()
    await session.run('create table item (id integer constraint item_key primary key)')
    await session.run('insert into item values (1)')
    const duplicate = await failure(session.run('insert into item values (1)'))
    expect(duplicate.fields).toMatchObject({
      code: '23505',
      severity: 'ERROR',
      detail: 'Key (id)=(1) already exists.',
      schema: 'public',
      table: 'item',
      constraint: 'item_key',
    })
    const misspelt = await failure(session.query(`select 'é😀', nmae from item`))
    expect(misspelt.fields).toMatchObject({ code: '42703', position: 14 })
    const second = await failure(session.run('select 1; selec 2'))
    expect(second.fields).toMatchObject({ code: '42601', position: 11 })
    const inside = await failure(session.run(`do $$ begin execute 'selec'; end $$`))
    expect(inside.fields).toMatchObject({ internalPosition: 1, internalQuery: 'selec' })
    expect(inside.fields.where).toContain('inline_code_block')
  })

  test('goes on after an error in a query with values', async () => {
    const session = await open()
    await failure(session.query('select $1::integer', ['x']))
    await failure(session.query('select 1', ['one too many']))
    expect(await session.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('hands on notices, those of a failing statement too', async () => {
    const session = await open()
    const notices: Notice[] = []
    session.onNotice((notice) => notices.push(notice))
    await session.run('drop table if exists nothing')
    await failure(session.run(`do $$ begin raise warning 'soon'; perform 1/0; end $$`))
    expect(notices).toEqual([
      { severity: 'NOTICE', message: 'table "nothing" does not exist, skipping' },
      { severity: 'WARNING', message: 'soon' },
    ])
  })

  test('copy without data is an error and no end', async () => {
    const session = await open()
    await session.run('create table item (id integer)')
    expect((await failure(session.run('copy item from stdin'))).code).toBe('57014')
    expect((await failure(session.query('copy item from stdin'))).code).toBe('57014')
    await session.run('copy item to stdout')
    expect(await session.query('select count(*) from item')).toEqual([{ count: 0 }])
  })

  test('answers calls in the order in which they were made', async () => {
    const session = await open()
    const calls = [session.run('create table item (id integer)')]
    for (let id = 0; id < 20; id += 1) calls.push(session.run(`insert into item values (${id})`))
    const last = session.query('select array_agg(id order by ctid) as ids from item')
    await Promise.all(calls)
    expect(await last).toEqual([{ ids: Array.from({ length: 20 }, (_, id) => id) }])
  })

  test('closes twice, finishes what was called before, and refuses what is called after', async () => {
    const session = await open()
    const before = session.query('select 1 as one')
    await Promise.all([session.close(), session.close()])
    expect(await before).toEqual([{ one: 1 }])
    await expect(session.query('select 1')).rejects.toMatchObject({ code: 'connection-lost' })
    await session.close()
  })

  test('two databases in memory know nothing of each other', async () => {
    const [left, right] = await Promise.all([open(), open()])
    await left.run('create table only_here (id integer)')
    expect(await right.query(`select to_regclass('only_here') as it`)).toEqual([{ it: null }])
  })
})

describe('limits of PGlite', () => {
  const recursive = `
    create or replace function deeper(n integer) returns integer language plpgsql
    as $$ begin return deeper(n + 1); end $$;
    select deeper(1)`

  test('endless recursion is an error of PostgreSQL, and the instance lives on', async () => {
    const session = await open()
    for (let round = 0; round < 3; round += 1) {
      expect((await failure(session.run(recursive))).code).toBe('54001')
    }
    const sum = `select ${'1+'.repeat(20_000)}1`
    expect((await failure(session.run(sum))).code).toBe('54001')
    expect(await session.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('where recursion escapes its limit, the session is lost and says so', async () => {
    const session = await open()
    const lost = session.query(`select repeat('[', 5000000)::jsonb`)
    await expect(lost).rejects.toMatchObject({ name: 'UserError', code: 'connection-lost' })
    await expect(session.query('select 1')).rejects.toMatchObject({ code: 'connection-lost' })
  })

  test('a statement that takes too long ends the session, and says so', async () => {
    const session = await open({ statementTimeout: 300 })
    await session.query('select pg_sleep(0.1)')
    const endless = session.run('do $$ begin loop end loop; end $$')
    const waiting = session.query('select 1')
    await expect(endless).rejects.toMatchObject({ name: 'UserError', code: 'statement-timeout' })
    await expect(waiting).rejects.toMatchObject({ name: 'UserError', code: 'connection-lost' })
  })

  test('advisory locks and concurrent index builds work', async () => {
    const session = await open()
    await session.run('create table item (id integer)')
    await session.run('create index concurrently item_id on item (id)')
    await session.run('reindex index concurrently item_id')
    await session.run('drop index concurrently item_id')
    const rows = await session.query('select pg_try_advisory_lock(1) as locked')
    expect(rows).toEqual([{ locked: true }])
  })

  test('what a server protects is protected here too', async () => {
    const session = await open()
    const error = await failure(session.run('create table pg_catalog.mine (id integer)'))
    expect(error.code).toBe('42501')
  })

  test('100,000 rows arrive whole', async () => {
    const session = await open()
    const rows = await session.query<{ n: number; hash: string }>(
      'select n, md5(n::text) as hash from generate_series(1, 100000) as n',
    )
    expect(rows).toHaveLength(100_000)
    const wrong = rows.filter(
      ({ n, hash }, index) =>
        n !== index + 1 || hash !== createHash('md5').update(String(n)).digest('hex'),
    )
    expect(wrong).toEqual([])
  })
})

describe('settings', () => {
  test('are a server’s where they decide how the catalogue is printed', async () => {
    const session = await open()
    const rows = await session.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings
       where name in ('server_encoding', 'client_encoding', 'standard_conforming_strings',
         'search_path', 'DateStyle', 'IntervalStyle', 'TimeZone', 'extra_float_digits',
         'bytea_output', 'quote_all_identifiers', 'allow_system_table_mods')
       order by name collate "C"`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      DateStyle: 'ISO, MDY',
      IntervalStyle: 'postgres',
      TimeZone: 'UTC',
      allow_system_table_mods: 'off',
      bytea_output: 'hex',
      client_encoding: 'UTF8',
      extra_float_digits: '1',
      quote_all_identifiers: 'off',
      search_path: '"$user", public',
      server_encoding: 'UTF8',
      standard_conforming_strings: 'on',
    })
  })
})

describe('extensions', () => {
  test('the list is what PostgreSQL finds', async () => {
    const session = await open()
    const rows = await session.query<{ name: string }>(
      'select name from pg_available_extensions order by name collate "C"',
    )
    expect(rows.map(({ name }) => name)).toEqual(embeddedExtensions)
  })

  test('every one of them can be created and dropped', async () => {
    const session = await open()
    for (const name of embeddedExtensions.filter((extension) => extension !== 'plpgsql')) {
      await session.run(`create extension "${name}" cascade`)
    }
    const rows = await session.query(
      `select '[1,2]'::vector <-> '[1,4]' as distance, similarity('abc', 'abc') as similarity,
         encode(digest('abc', 'sha256'), 'hex') as digest, 'A'::citext = 'a'::citext as same,
         unaccent('é') as plain, uuid_generate_v4() is not null as uuid, levenshtein('a', 'b')`,
    )
    expect(rows).toEqual([
      {
        distance: 2,
        similarity: 1,
        digest: createHash('sha256').update('abc').digest('hex'),
        same: true,
        plain: 'e',
        uuid: true,
        levenshtein: 1,
      },
    ])
    await session.run(
      'create table doc (v vector(2)); create index on doc using hnsw (v vector_l2_ops)',
    )
  })

  test('an unknown one is PostgreSQL’s own error', async () => {
    const session = await open()
    expect((await failure(session.run('create extension postgis'))).code).toBe('0A000')
  })
})

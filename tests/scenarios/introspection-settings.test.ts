import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { runScripts } from '../support/catalogue-scenario.ts'
import { nativeSession, sessionAt, sessionWithQuery } from '../support/catalogue-session.ts'
import { testDatabase } from '../support/test-database.ts'

/** Each of these changes how PostgreSQL prints something in everything.sql, or what it finds. */
const strangeSettings = {
  search_path: 'shop, extras, public',
  datestyle: 'German, DMY',
  intervalstyle: 'sql_standard',
  timezone: 'Asia/Tokyo',
  bytea_output: 'escape',
  extra_float_digits: '-5',
  quote_all_identifiers: 'on',
  standard_conforming_strings: 'off',
}

test('the settings of a role do not change the catalogue', async () => {
  const database = await testDatabase(18)
  const plain = await sessionAt(database.url)
  await runScripts(plain, 'everything')
  const expected = await introspect(plain)
  for (const [name, value] of Object.entries(strangeSettings)) {
    const values = name === 'search_path' ? value : `'${value}'`
    await database.run(`alter role postgres in database ${database.name} set ${name} = ${values}`)
  }
  const strange = await sessionAt(database.url)
  expect(await settingOf(strange, 'quote_all_identifiers')).toBe('on')
  expect(await introspect(strange)).toEqual(expected)
})

test('a role without any privilege sees the same catalogue', async () => {
  const database = await testDatabase(18)
  const owner = await sessionAt(database.url)
  await runScripts(owner, 'everything')
  const role = `nobody_${randomBytes(8).toString('hex')}`
  await owner.run(`create role ${role} login`)
  try {
    const guest = await sessionAt(database.url.replace('postgres@', `${role}@`))
    expect(await introspect(guest)).toEqual(await introspect(owner))
    await guest.close()
  } finally {
    await owner.run(`drop role ${role}`)
  }
})

test('the settings of the session are as before', async () => {
  const session = await nativeSession(18)
  await session.run(`set search_path = 'odd'; set datestyle = 'German, DMY'`)
  await introspect(session)
  expect(await settingOf(session, 'search_path')).toBe('odd')
  expect(await settingOf(session, 'datestyle')).toBe('German, DMY')
  expect(await settingOf(session, 'transaction_read_only')).toBe('off')
})

test('an error ends the transaction and is told as it is', async () => {
  const session = await nativeSession(18)
  const failing = sessionWithQuery(session, (text, values) =>
    session.query(text.includes('pg_policy') ? 'select 1/0' : text, values),
  )
  await expect(introspect(failing)).rejects.toThrow('division by zero')
  expect(await settingOf(session, 'transaction_isolation')).toBe('read committed')
  expect((await introspect(session)).catalogue.tables).toEqual([])
})

test('a transaction of the caller is not ended', async () => {
  const session = await nativeSession(18)
  await session.run('begin; create table public.mine ()')
  await expect(introspect(session)).rejects.toThrow()
  await session.run('rollback; begin; create table public.yours (); commit')
  expect((await introspect(session)).catalogue.tables.map(({ name }) => name)).toEqual(['yours'])
})

test('the catalogue is what it was when reading began', async () => {
  const database = await testDatabase(18)
  const session = await sessionAt(database.url)
  await database.run('create table public.first (a integer)')
  const watched = sessionWithQuery(session, async (text, values) => {
    // Sent by another connection after the columns and before the tables are read.
    if (text.includes('pg_policy')) await database.run('create table public.second ()')
    return session.query(text, values)
  })
  const { catalogue } = await introspect(watched)
  expect(catalogue.tables.map(({ name }) => name)).toEqual(['first'])
})

async function settingOf(session: Session, name: string): Promise<string> {
  const text = 'select pg_catalog.current_setting($1) as value'
  const [row] = await session.query<{ value: string }>(text, [name])
  return row?.value ?? ''
}

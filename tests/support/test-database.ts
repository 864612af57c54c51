import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'
import type { Major } from './native-postgres.ts'

/** A database of one test: it is dropped when the test ends. */
export interface TestDatabase {
  readonly name: string
  readonly url: string
  /** Runs SQL in a connection of its own, outside the code under test. */
  run(text: string): Promise<readonly Record<string, unknown>[]>
}

/** Makes an empty database on the native server of a major. */
export async function testDatabase(major: Major = 18): Promise<TestDatabase> {
  return databaseOfTest(major, await newDatabase(major))
}

const templates = new Map<string, Promise<string>>()

/** Makes a database in which a script has run: once, for all tests that want the same. */
export async function preparedDatabase(major: Major, script: string): Promise<TestDatabase> {
  const key = `${major} ${script}`
  const template = templates.get(key) ?? templateOf(major, script)
  templates.set(key, template)
  return databaseOfTest(major, await newDatabase(major, await template))
}

async function templateOf(major: Major, script: string): Promise<string> {
  const name = await newDatabase(major)
  await runAt(serverUrl(major, name), script)
  return name
}

function databaseOfTest(major: Major, name: string): TestDatabase {
  onTestFinished(() => dropDatabase(major, name))
  const url = serverUrl(major, name)
  return { name, url, run: (text) => runAt(url, text) }
}

/** The address of an empty database for all tests of a file; to be called before they run. */
export async function databaseOfFile(major: Major): Promise<string> {
  const name = await newDatabase(major)
  afterAll(() => dropDatabase(major, name))
  return serverUrl(major, name)
}

/** The address of an empty database that stays until the servers stop. */
export async function lastingDatabase(major: Major): Promise<string> {
  return serverUrl(major, await newDatabase(major))
}

async function newDatabase(major: Major, template = 'template1'): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  // Before PostgreSQL 15 copying files was the only strategy, and had no name.
  const strategy = major < 15 ? '' : 'strategy file_copy'
  await administrators(major).query(`create database ${name} template ${template} ${strategy}`)
  return name
}

async function dropDatabase(major: Major, name: string): Promise<void> {
  await administrators(major).query(`drop database if exists ${name} with (force)`)
}

const pools = new Map<Major, pg.Pool>()

/** Sessions that make and drop databases: to connect costs as much as to make one. */
function administrators(major: Major): pg.Pool {
  const known = pools.get(major)
  if (known !== undefined) return known
  const pool = new pg.Pool({
    connectionString: serverUrl(major, 'postgres'),
    allowExitOnIdle: true,
  })
  // A server that stops ends those that are idle.
  pool.on('error', () => undefined)
  pools.set(major, pool)
  return pool
}

/** The address of a database on the native server of a major. */
export function serverUrl(major: Major, database: string): string {
  return `postgresql://postgres@127.0.0.1:${inject('postgresPorts')[major]}/${database}`
}

async function runAt(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query<Record<string, unknown>>(text)
    return result.rows
  } finally {
    await client.end()
  }
}

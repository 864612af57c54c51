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
  const name = await newDatabase(major)
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

async function newDatabase(major: Major): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  // Before PostgreSQL 15 copying files was the only strategy, and had no name.
  const strategy = major < 15 ? '' : 'strategy file_copy'
  await runAt(serverUrl(major, 'postgres'), `create database ${name} ${strategy}`)
  return name
}

async function dropDatabase(major: Major, name: string): Promise<void> {
  await runAt(serverUrl(major, 'postgres'), `drop database if exists ${name} with (force)`)
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

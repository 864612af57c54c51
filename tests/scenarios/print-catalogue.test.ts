import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { majorVersion, type Session } from '../../src/postgres/session.ts'
import { runScripts, scriptsFor } from '../support/catalogue-scenario.ts'
import { nativeSession, pgliteSession } from '../support/catalogue-session.ts'
import { plainMigrations, type SocratesDatabase } from '../examples/socrates-migrations.ts'
import { printAndLoad } from '../support/print-scenario.ts'

/** What is in a database before it is printed. */
const scenes: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  everything: (session) => runScripts(session, ...scriptsFor(session)),
  'objects in circles': (session) => runScene(session, 'circles'),
  inheritance: (session) => runScene(session, 'inheritance'),
  partitions: runPartitions,
  arrays: (session) => runScene(session, 'arrays'),
  'the Socrates database of accounts': (session) => migrate(session, 'auth'),
  'the Socrates database of projects': (session) => migrate(session, 'specs'),
}

const engines: Readonly<Record<string, () => Promise<Session>>> = {
  'PostgreSQL 14': () => nativeSession(14),
  'PostgreSQL 15': () => nativeSession(15),
  'PostgreSQL 16': () => nativeSession(16),
  'PostgreSQL 17': () => nativeSession(17),
  'PostgreSQL 18': () => nativeSession(18),
  'an embedded database': pgliteSession,
}

for (const [engine, open] of Object.entries(engines)) {
  describe(engine, () => {
    test.each(Object.entries(scenes))(
      'print, load, introspect is the identity for %s',
      async (_, build) => {
        const from = await open()
        await build(from)
        const result = await printAndLoad(from, await open())
        expect(result.differences).toEqual([])
        expect(result.creation.notMade).toEqual([])
        expect(result.hashes.loaded).toBe(result.hashes.printed)
      },
    )
  })
}

async function runScene(session: Session, scene: string): Promise<void> {
  const url = new URL(`print/${scene}.sql`, import.meta.url)
  await session.run(readFileSync(url, 'utf8'))
}

async function migrate(session: Session, database: SocratesDatabase): Promise<void> {
  for (const { up } of plainMigrations(database)) await session.run(up)
}

async function runPartitions(session: Session): Promise<void> {
  await session.run('create extension btree_gist')
  await runScene(session, 'partitions')
  const major = majorVersion(session)
  if (major >= 17) await runScene(session, 'partitions-since-17')
  if (major >= 18) await runScene(session, 'partitions-since-18')
}

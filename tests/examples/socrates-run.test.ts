import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  countDatabases,
  down,
  isCurrent,
  isVerified,
  openApplication,
  snapshotDatabase,
  status,
  up,
  verify,
  type Run,
} from '../../src/index.ts'
import { testCache } from '../support/test-cache.ts'
import { testDatabase } from '../support/test-database.ts'
import { socratesFolder } from './socrates-migrations.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

/** The example in a folder of its own, on a server or embedded. */
async function socrates(engine: 15 | 18 | 'embedded'): Promise<() => Promise<Run>> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-socrates-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(join(socratesFolder, 'migrations'), join(folder, 'migrations'), { recursive: true })
  await cp(join(socratesFolder, 'elenchus.config.ts'), join(folder, 'elenchus.config.ts'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const urls =
    engine === 'embedded'
      ? []
      : [(await testDatabase(engine)).url, (await testDatabase(engine)).url]
  return async () => {
    // The settings file reads the environment, as it would on a user's machine.
    const names = ['DATABASE_URL_AUTH', 'DATABASE_URL_SPECS']
    names.forEach((name, at) => vi.stubEnv(name, urls[at]))
    return openApplication({ directory: folder, environment: { cache: testCache } })
  }
}

async function hashes(open: () => Promise<Run>): Promise<readonly string[]> {
  const auth = await snapshotDatabase(await open(), ['auth'])
  const specs = await snapshotDatabase(await open(), ['specs'])
  return [auth.hash, specs.hash]
}

describe.each([15, 18, 'embedded'] as const)('Socrates on %s', (engine) => {
  test('comes up, is current and verified; down to nothing and up again it is the same', async () => {
    const open = await socrates(engine)
    const release = await up(await open(), everything)
    expect(release.failure).toBeNull()
    const vector = engine === 'embedded' ? ['010_document_embeddings'] : []
    expect(release.databases.map(({ done }) => done.map(({ revision }) => revision))).toEqual([
      ['001_initial_schema', '002_admin_management'],
      [
        '003_core_specification_tables',
        '004_generated_content',
        '005_tracking_analytics',
        '006_collaboration_sharing',
        '007_api_llm_integration',
        '008_analytics_search',
        '009_activity_project_management',
        ...vector,
      ],
    ])
    expect(isCurrent(await status(await open(), []))).toBe(true)
    const first = await hashes(open)
    expect(isVerified(await verify(await open(), []))).toBe(true)

    const back = await down(await open(), { only: [], depth: { kind: 'all' } })
    expect(back.failure).toBeNull()
    const counts = await countDatabases(await open(), [])
    expect(counts.map((one) => one.counts.tables)).toEqual([0, 0])

    expect((await up(await open(), everything)).failure).toBeNull()
    expect(await hashes(open)).toEqual(first)
  })
})

test('the counts are those that the README of the example gives', async () => {
  const open = await socrates(18)
  await up(await open(), everything)
  const counts = (await countDatabases(await open(), [])).map((one) => one.counts)
  const sum = (of: (one: (typeof counts)[number]) => number): number =>
    counts.reduce((total, one) => total + of(one), 0)
  expect(sum(({ tables }) => tables)).toBe(29)
  expect(sum(({ foreignKeys }) => foreignKeys)).toBe(25)
  expect(sum(({ documentedReferences }) => documentedReferences)).toBe(25)
  expect(sum(({ indexes }) => indexes.total)).toBe(216)
  expect(sum(({ indexes }) => indexes.redundant)).toBe(0)
})

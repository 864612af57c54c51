import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pgliteVersion, pgvectorFolder } from './pglite-package.ts'

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

async function manifest(file: string): Promise<Manifest> {
  return JSON.parse(await readFile(file, 'utf8')) as Manifest
}

test('PGlite is pinned to the version that its pgvector was built for', async () => {
  const own = await manifest(join(import.meta.dirname, '../../package.json'))
  const pgvector = await manifest(join(pgvectorFolder(), '../package.json'))
  expect(own.dependencies?.['@electric-sql/pglite']).toBe(pgliteVersion())
  expect(own.dependencies?.['@electric-sql/pglite-pgvector']).toBe(pgvector.version)
  expect(pgvector.peerDependencies?.['@electric-sql/pglite']).toBe(pgliteVersion())
})

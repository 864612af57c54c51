import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder of PGlite's built files, without loading any of them. */
export function pgliteFolder(): string {
  return dirname(resolve('@electric-sql/pglite'))
}

/** The same of pgvector for PGlite. */
export function pgvectorFolder(): string {
  return dirname(resolve('@electric-sql/pglite-pgvector'))
}

/** The installed version of PGlite. */
export function pgliteVersion(): string {
  // The package's `exports` hide its package.json from `require`.
  const manifest = readFileSync(join(pgliteFolder(), '../package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

function resolve(name: string): string {
  return createRequire(import.meta.url).resolve(name)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openApplication, type OpenApplicationOptions } from '../../src/run/open-application.ts'
import type { Run } from '../../src/run/opened.ts'
import type { AlembicInput } from '../../src/settings/settings-input.ts'
import { cacheHome, testCache } from './test-cache.ts'

/** What a test says of one database; one without `url` is embedded. */
export interface TestDatabaseSettings {
  readonly url?: string
  readonly after?: readonly string[]
  readonly migrations?: string | AlembicInput
}

/** An application in a folder of its own, which goes when the test ends. */
export interface TestApplication {
  readonly folder: string
  /** Writes a file, `auth/001_users.sql` into the folder of the migrations. */
  migration(path: string, text: string): Promise<void>
  readonly open: (options?: Partial<OpenApplicationOptions>) => Promise<Run>
  /** Runs the built command line in the folder. */
  readonly cli: (...words: readonly string[]) => Promise<CliResult>
}

/** How a command ended and what it said. */
export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The built command line. */
export const cliFile: string = join(import.meta.dirname, '../../dist/cli/main.js')

/** Makes an application of these databases, with these migrations and further settings. */
export async function testApplication(
  databases: Readonly<Record<string, TestDatabaseSettings>>,
  migrations: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, unknown>> = {},
): Promise<TestApplication> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-application-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await write('elenchus.config.json', JSON.stringify({ databases, ...settings }))
  for (const [path, text] of Object.entries(migrations)) await write(`migrations/${path}`, text)
  return {
    folder,
    migration: (path, text) => write(`migrations/${path}`, text),
    open: ({ environment, ...options } = {}) =>
      openApplication({
        directory: folder,
        ...options,
        environment: { cache: testCache, ...environment },
      }),
    cli: (...words) => runCli(folder, words),
  }
}

/** Of Node 20 alone. */
const withoutFetch = '--no-experimental-fetch'

/**
 * V8 compiles WASM and JavaScript in haste and leaves it at that. Its second compilers, which run
 * beside, would more than double what each short-lived process costs: 1.0 s of a processor instead
 * of 2.5 s with an embedded database, of which that of JavaScript takes 0.1 s. And pg loads what
 * Node has for HTTP, to see where it is, unless there is none: 0.04 s of 0.34.
 */
export const lightFlags: readonly string[] = [
  '--liftoff-only',
  '--no-opt',
  ...(process.allowedNodeEnvironmentFlags.has(withoutFetch) ? [withoutFetch] : []),
]

/** Runs the built command line in a folder, with the caches of the tests. */
export async function runCli(folder: string, words: readonly string[]): Promise<CliResult> {
  const child = spawn(process.execPath, [...lightFlags, cliFile, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: cacheHome },
  })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: stdout(), stderr: stderr() }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: string[] = []
  stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  return () => chunks.join('')
}

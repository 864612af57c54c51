import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { bootSnapshot } from '../../src/embedded/boot-snapshot.ts'
import { pgliteModule } from '../../src/embedded/pglite-module.ts'
import {
  fastSettings,
  startNativePostgres,
  type Major,
  type NativePostgres,
} from './native-postgres.ts'
import { makeRunFolder } from './run-folder.ts'
import { testCache } from './test-cache.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of the native server of each major, all on 127.0.0.1, superuser `postgres`, no password. */
    postgresPorts: Readonly<Record<Major, number>>
  }
}

const held = new Set<object>()

const majors: readonly Major[] = [14, 15, 16, 17, 18]

/**
 * To plan the queries of an introspection takes longer than to answer them, and every new schema
 * makes PostgreSQL plan anew: with fewer orders of joins to be tried, a sixth of that is saved.
 */
const settings = [...fastSettings, 'join_collapse_limit=4', 'from_collapse_limit=4']

/**
 * Starts every native PostgreSQL once for the whole run, and compiles the embedded one: V8 keeps
 * a program that somebody holds, and gives it to every thread that compiles the same bytes.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeRunFolder()
  // The workers take the environment over, and give it to the processes that they start.
  process.env['TMPDIR'] = folder
  const program = await pgliteModule()
  held.add(program)
  // Otherwise all that begin together would make the snapshot.
  await bootSnapshot(testCache)
  const servers: NativePostgres[] = await Promise.all(
    majors.map((major) => startNativePostgres(major, settings)),
  )
  const ports = Object.fromEntries(servers.map(({ major, port }) => [major, port]))
  project.provide('postgresPorts', ports as Readonly<Record<Major, number>>)
  return async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await rm(folder, { recursive: true, force: true })
    held.delete(program)
  }
}

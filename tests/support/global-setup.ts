import type { TestProject } from 'vitest/node'
import { startNativePostgres, type Major, type NativePostgres } from './native-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of the native server of each major, all on 127.0.0.1, superuser `postgres`, no password. */
    postgresPorts: Readonly<Record<Major, number>>
  }
}

const majors: readonly Major[] = [14, 15, 16, 17, 18]

/** Starts every native PostgreSQL once for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers: NativePostgres[] = await Promise.all(
    majors.map((major) => startNativePostgres(major)),
  )
  const ports = Object.fromEntries(servers.map(({ major, port }) => [major, port]))
  project.provide('postgresPorts', ports as Readonly<Record<Major, number>>)
  return async () => {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

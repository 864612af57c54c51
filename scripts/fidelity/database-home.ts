import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { Secret } from '../../src/kernel/secret.ts'
import { connectServer } from '../../src/postgres/connect-server.ts'
import { parseAddress } from '../../src/postgres/server-address.ts'
import type { Session } from '../../src/postgres/session.ts'
import type { NativePostgres } from '../../tests/support/native-postgres.ts'
import type { Project } from '../../tests/support/projects.ts'
import { readState, type WatchedState } from './state-watch.ts'

/** Makes the databases of one project on the native server, new and empty. */
export class DatabaseHome {
  readonly #server: NativePostgres
  readonly #project: Project

  constructor(server: NativePostgres, project: Project) {
    this.#server = server
    this.#project = project
  }

  /** Makes databases anew. They bear their real names, for revisions may ask for them. */
  async renew(names: readonly string[]): Promise<void> {
    const session = await open(this.#server.url('postgres'))
    for (const name of names) {
      const database = this.#named(name)
      await session.run(`drop database if exists ${database} with (force)`)
      await session.run(`create database ${database} template template0 strategy file_copy`)
    }
    await session.close()
  }

  /** The address as Python is given it, with the driver in front. */
  address(name: string): string {
    return this.#url(name).replace(/^postgresql/, this.#project.driver)
  }

  /** `{name}` replaced by the address of the database of that name. */
  fill(text: string): string {
    return text.replace(/\{(\w+)\}/g, (_, name: string) => this.address(name))
  }

  async run(name: string, sql: string): Promise<void> {
    await this.using(name, (session) => session.run(sql))
  }

  async using<Result>(name: string, work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = await open(this.#url(name))
    return work(session).finally(() => session.close())
  }

  introspect(name: string): Promise<WatchedState> {
    return this.using(name, readState)
  }

  #url(name: string): string {
    return this.#server.url(this.#named(name))
  }

  #named(name: string): string {
    const database = this.#project.databases[name]
    if (database === undefined) throw new Error(`${this.#project.name} has no database "${name}"`)
    return database
  }
}

/** An empty database of the embedded engine, which has pgvector. */
export function openMemory(): Promise<Session> {
  return openEmbedded({ folder: null, cache: join(tmpdir(), 'elenchus-test-cache') })
}

function open(url: string): Promise<Session> {
  return connectServer(parseAddress(new Secret(url)), { connectTimeout: 10_000 })
}

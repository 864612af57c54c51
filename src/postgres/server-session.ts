import type pg from 'pg'
import { connectionLost } from './connection-fault.ts'
import { PreparedQueries } from './prepared-queries.ts'
import { toPostgresError } from './server-error.ts'
import type { ServerAddress } from './server-address.ts'
import { parseValue } from './values.ts'
import type { Notice, Session, Value } from './session.ts'

/** SQLSTATEs after which the server hangs up: shut down, crashed, database dropped, idle too long. */
const endsConnection: ReadonlySet<string> = new Set(['57P01', '57P02', '57P04', '57P05', '25P03'])

/** What a session needs besides its connection. */
export interface ServerSessionOptions {
  readonly address: ServerAddress
  /** Whether queries that are asked again are prepared. */
  readonly prepares: boolean
}

/** A session over the network, by pg. */
export class ServerSession implements Session {
  readonly engine = 'server'
  readonly serverVersion: number
  readonly #client: pg.Client
  readonly #address: ServerAddress
  readonly #listeners: ((notice: Notice) => void)[] = []
  /** Null where something may stand between us and the server that knows no prepared statements. */
  readonly #prepared: PreparedQueries | null
  #lost: unknown = null
  #closed = false

  private constructor(client: pg.Client, serverVersion: number, options: ServerSessionOptions) {
    this.#client = client
    this.#address = options.address
    this.#prepared = options.prepares ? new PreparedQueries() : null
    this.serverVersion = serverVersion
    // Without a listener a connection lost between two calls would end the process.
    client.on('error', (error) => {
      this.#lost ??= error
    })
    client.on('notice', ({ severity, message }) => {
      const notice = { severity: severity ?? 'NOTICE', message: message ?? '' }
      for (const listener of this.#listeners) listener(notice)
    })
  }

  /** Takes over a connected client. */
  static async begin(client: pg.Client, options: ServerSessionOptions): Promise<ServerSession> {
    const { rows } = await client.query<{ version: string }>(
      `select pg_catalog.current_setting('server_version_num') as version`,
    )
    return new ServerSession(client, Number(rows[0]?.version), options)
  }

  async run(text: string): Promise<void> {
    this.#prepared?.noteRun(text)
    await this.#guard(() => this.#client.query(text))
  }

  async query<Row>(text: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    const name = values.length === 0 ? this.#prepared?.nameOf(text) : null
    const named = name ? { name } : {}
    const types = { getTypeParser: parseValue }
    const result = await this.#guard(() =>
      this.#client.query({ ...named, text, values: [...values], types }),
    )
    return result.rows as readonly Row[]
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.#listeners.push(listener)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#client.end().catch(() => undefined)
  }

  async #guard<T>(send: () => Promise<T>): Promise<T> {
    if (this.#lost !== null) throw connectionLost(this.#lost, this.#address)
    try {
      return await send()
    } catch (error) {
      const raised = toPostgresError(error)
      if (raised === null || endsConnection.has(raised.code)) {
        throw connectionLost(error, this.#address)
      }
      throw raised
    }
  }
}

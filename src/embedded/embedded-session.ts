import { UserError } from '../kernel/user-error.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import { PreparedQueries } from '../postgres/prepared-queries.ts'
import type { Notice, Session, Value } from '../postgres/session.ts'
import { readAnswer, type Answer, type ParserOf } from './wire-answer.ts'
import { extendedRequest, preparedRequest, prepareRequest, simpleRequest } from './wire-request.ts'
import { WorkerLost, type WorkerLink } from './worker-link.ts'

/** What a session needs besides the thread it speaks to. */
export interface EmbeddedSessionOptions {
  /** The database, as errors name it. */
  readonly name: string
  /** Milliseconds, or null for no limit. */
  readonly statementTimeout: number | null
  readonly parserOf: ParserOf
  /** Called once, after the thread has ended. */
  readonly onEnd: () => Promise<void>
}

/** A session with PostgreSQL in a thread of this process. */
export class EmbeddedSession implements Session {
  readonly engine = 'embedded'
  readonly serverVersion: number
  readonly #link: WorkerLink
  readonly #options: EmbeddedSessionOptions
  readonly #over: Promise<void>
  readonly #listeners: ((notice: Notice) => void)[] = []
  readonly #prepared = new PreparedQueries()
  /** Names of queries that PostgreSQL has prepared. */
  readonly #parsed = new Set<string>()
  /** The calls under way: PostgreSQL answers one after another. */
  #queue: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | null = null
  /** Why the thread ended before it was told to. */
  #lostBy: WorkerLost | null = null

  private constructor(link: WorkerLink, options: EmbeddedSessionOptions, serverVersion: number) {
    this.#link = link
    this.#options = options
    this.serverVersion = serverVersion
    this.#over = link.ended.then(options.onEnd)
  }

  /** Takes over a thread in which PostgreSQL has started. */
  static async begin(link: WorkerLink, options: EmbeddedSessionOptions): Promise<EmbeddedSession> {
    const request = extendedRequest(`select pg_catalog.current_setting('server_version_num')`, [])
    const { rows } = readAnswer(await link.exchange(request), () => Number)
    const { current_setting: version } = rows[0] as { current_setting: number }
    return new EmbeddedSession(link, options, version)
  }

  async run(text: string): Promise<void> {
    this.#prepared.noteRun(text)
    await this.#inTurn(() => this.#send(simpleRequest(text), null))
  }

  async query<Row>(text: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    const { parserOf } = this.#options
    const answer = await this.#inTurn(() =>
      values.length === 0 ? this.#ask(text) : this.#send(extendedRequest(text, values), parserOf),
    )
    return answer.rows as readonly Row[]
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.#listeners.push(listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#queue.then(() => this.#end())
    return this.#closing
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing !== null) return Promise.reject(this.#lost('The session was closed.'))
    const result = this.#queue.then(call)
    this.#queue = result.catch(() => undefined)
    return result
  }

  async #ask(text: string): Promise<Answer> {
    const { parserOf } = this.#options
    const name = this.#prepared.nameOf(text)
    if (name === null) return this.#send(extendedRequest(text, []), parserOf)
    // Where it cannot be prepared, in a transaction that has failed, it is tried again next time.
    if (!this.#parsed.has(name)) await this.#send(prepareRequest(name, text), null)
    this.#parsed.add(name)
    return this.#send(preparedRequest(name), parserOf)
  }

  async #send(request: Uint8Array<ArrayBuffer>, parserOf: ParserOf | null): Promise<Answer> {
    const answer = readAnswer(await this.#exchange(request), parserOf)
    for (const notice of answer.notices) {
      for (const listener of this.#listeners) listener(notice)
    }
    if (answer.fault !== null) throw new PostgresError(answer.fault)
    return answer
  }

  async #exchange(request: Uint8Array<ArrayBuffer>): Promise<Buffer> {
    if (this.#lostBy !== null) throw this.#lost(this.#lostBy.message, this.#lostBy)
    const stop = this.#stopLater()
    try {
      return await this.#link.exchange(request)
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error
      this.#lostBy = error
      await this.#over
      throw error instanceof StatementTimeout
        ? this.#timedOut(error)
        : this.#lost(error.message, error)
    } finally {
      clearTimeout(stop)
    }
  }

  /** `statement_timeout` does nothing in PGlite: its timer needs the thread that it should stop. */
  #stopLater(): NodeJS.Timeout | undefined {
    const { statementTimeout } = this.#options
    if (statementTimeout === null) return undefined
    const reason = new StatementTimeout(`Stopped after ${statementTimeout} ms.`)
    return setTimeout(() => void this.#link.terminate(reason), statementTimeout)
  }

  async #end(): Promise<void> {
    await this.#link.close()
    await this.#over
  }

  #timedOut(cause: StatementTimeout): UserError {
    const { name, statementTimeout } = this.#options
    return new UserError(
      `A statement in the embedded database "${name}" was stopped after ${String(statementTimeout)} ms.`,
      {
        code: 'statement-timeout',
        details: [
          'Only its whole session can be stopped. What was committed is kept, the rest undone.',
        ],
        hint: 'Raise the statement timeout in the settings file, or make the statement faster.',
        cause,
      },
    )
  }

  #lost(detail: string, cause?: WorkerLost): UserError {
    return new UserError(
      `The connection to the embedded database "${this.#options.name}" was lost.`,
      {
        code: 'connection-lost',
        details: [detail, ...(cause?.log ?? [])],
        hint: 'Run the same command again: what was committed is kept.',
        cause,
      },
    )
  }
}

/** The thread was ended because a statement took too long. */
class StatementTimeout extends WorkerLost {}

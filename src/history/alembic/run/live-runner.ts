import type { ReplayAssumption } from '../../replayed-revision.ts'
import type { Place } from '../../../kernel/place.ts'
import { UserError } from '../../../kernel/user-error.ts'
import { PostgresError } from '../../../postgres/postgres-error.ts'
import type { Session } from '../../../postgres/session.ts'
import { leadingWords } from '../../../sql/leading-words.ts'
import { splitScript } from '../../../sql/split-script.ts'
import type { Ran, Row, Runner, SavepointAction } from '../replay/runner.ts'
import { RunStopped } from '../replay/run-stopped.ts'
import { failureOf, givesRows, kindOf, TRANSACTION } from '../replay/sent-statement.ts'
import type { RevisionFailure, RevisionStatement } from '../revision-outcome.ts'

/** What a {@link LiveRunner} needs besides its session. */
export interface LiveRunnerOptions {
  /** What a transaction begins with. */
  readonly begin: string
  /** Called before anything is sent: tells what was not read since the last time. */
  readonly tellGaps: () => void
}

/**
 * Sends the statements of revisions to the database itself, as Alembic would: one transaction, no
 * savepoints of ours, and nothing after something that is not known.
 */
export class LiveRunner implements Runner {
  readonly session: Session
  readonly isStrict = true
  readonly borrowed: readonly string[] = []
  readonly lacksRelations = false
  readonly presupposed: readonly never[] = []
  readonly heldRefusal = null
  readonly #options: LiveRunnerOptions
  readonly #errors = new WeakMap<RevisionFailure, PostgresError>()
  #last: PostgresError | null = null
  #autocommit = 0
  statements: RevisionStatement[] = []
  failures: RevisionFailure[] = []
  assumptions: ReplayAssumption[] = []
  done = 0
  /** Whether something of the revision is committed, by an autocommit block. */
  hasCommitted = false

  constructor(session: Session, options: LiveRunnerOptions) {
    this.session = session
    this.#options = options
  }

  async begin(): Promise<void> {
    this.statements = []
    this.failures = []
    this.assumptions = []
    this.done = 0
    this.hasCommitted = false
    this.#last = null
    this.#autocommit = 0
    await this.session.run(this.#options.begin)
  }

  async commit(): Promise<void> {
    await this.session.run('commit')
  }

  async rollback(): Promise<void> {
    await this.session.run('rollback').catch(() => undefined)
  }

  async run(text: string, at: Place): Promise<Ran> {
    this.#options.tellGaps()
    const statements = splitText(text, at)
    if ('failure' in statements) return { kind: 'refused', failure: statements.failure }
    // Several in one text are one transaction, also outside of one.
    const sent = this.#autocommit > 0 && statements.texts.length > 1 ? [text] : statements.texts
    let last: Ran = { kind: 'done', rows: [], count: -1 }
    for (const sql of sent) {
      last = await this.#one(sql, at)
      if (last.kind === 'refused') return last
    }
    return last
  }

  async ask(sql: string, at: Place): Promise<Ran> {
    this.#options.tellGaps()
    return this.#send(sql, at)
  }

  async #one(sql: string, at: Place): Promise<Ran> {
    const [word = ''] = leadingWords(sql, 1)
    if (TRANSACTION.has(word)) throw new RunStopped(`it says "${word}" itself`)
    const kind = kindOf(word)
    const transaction = this.#autocommit === 0
    if (kind !== 'question') this.statements.push({ sql, at, kind, transaction })
    const ran = await this.#send(sql, at)
    if (ran.kind === 'done') this.done += 1
    return ran
  }

  async #send(sql: string, at: Place): Promise<Ran> {
    try {
      if (givesRows(sql)) {
        const rows = await this.session.query<Row>(sql)
        return { kind: 'done', rows, count: rows.length }
      }
      await this.session.run(sql)
      return { kind: 'done', rows: [], count: -1 }
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      const failure = failureOf(error, { at, sql })
      this.#errors.set(failure, error)
      return { kind: 'refused', failure }
    }
  }

  /** What PostgreSQL said last that the revision was told. */
  get lastRefusal(): PostgresError | null {
    return this.#last
  }

  async savepoint(action: SavepointAction, name: string): Promise<void> {
    await this.session.run(`${action} ${name}`)
  }

  async enterAutocommit(): Promise<void> {
    this.#options.tellGaps()
    if (this.#autocommit === 0) {
      // Where a refusal was caught, PostgreSQL would roll back here, and say nothing.
      await this.session.run('select 1; commit')
      this.hasCommitted = true
    }
    this.#autocommit += 1
  }

  async leaveAutocommit(): Promise<void> {
    this.#autocommit -= 1
    if (this.#autocommit === 0) await this.session.run(this.#options.begin)
  }

  lend(): Promise<boolean> {
    return Promise.resolve(false)
  }

  note(failure: RevisionFailure): void {
    this.failures.push(failure)
  }

  /** It is raised in the revision. */
  forgive(failure: RevisionFailure): void {
    this.#last = this.#errors.get(failure) ?? null
  }

  isPresupposed(): boolean {
    return false
  }
}

function splitText(
  text: string,
  at: Place,
): { readonly texts: readonly string[] } | { readonly failure: RevisionFailure } {
  try {
    return { texts: splitScript(text, at.file).statements.map((statement) => statement.text) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { message } = error
    return { failure: { message, code: '42601', details: [], at, excerpt: null, sql: text } }
  }
}

import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import type { StatementRun } from '../sql/statement-run.ts'
import type { Observation } from './observation.ts'
import { KnownRelations } from './known-relations.ts'
import { observeConcurrent } from './observe-concurrent.ts'
import { observeInTransaction } from './observe-in-transaction.ts'

/**
 * Runs one statement on a throw-away database and says what it does to the relations that were
 * there: which it locks how strongly, rewrites, reads whole. Of schema changes that is the same on empty
 * tables as on full ones; which tables a query scans is the planner's choice.
 *
 * The session must not be in a transaction. Every statement gets one of its own, which is committed,
 * so that no statement hides behind the locks of the one before; what holds for one transaction only
 * (`set local`, `lock table`) is therefore over when this returns. `concurrently` forms are run as
 * they are, with what they do from a fixed table. What commits on its own is run and not observed.
 *
 * @param running of `runningOf(statement)`
 * @throws PostgresError where the statement fails
 */
export async function observe(
  session: Session,
  statement: string,
  running: StatementRun,
): Promise<Observation> {
  return new Observer(session).observe(statement, running)
}

/**
 * Observes one statement after the other, and remembers how each has left the database. Meanwhile
 * nothing else may change it.
 */
export class Observer {
  readonly #session: Session
  readonly #known = new KnownRelations()

  constructor(session: Session) {
    this.#session = session
  }

  /** As the function {@link observe}. */
  async observe(statement: string, running: StatementRun): Promise<Observation> {
    switch (running.kind) {
      case 'transactional':
      case 'session-setting':
      case 'may-commit':
        return this.#observeWhereAllowed(statement)
      case 'create-index-concurrently':
      case 'drop-index-concurrently':
      case 'reindex-concurrently':
      case 'detach-concurrently':
        this.#known.forget()
        return observeConcurrent(this.#session, statement, running)
      case 'outside-transaction':
        return this.#runUnobserved(statement)
      case 'transaction-control':
        throw new RangeError(`"${running.command}" cannot be observed: it has nothing to end`)
    }
  }

  /**
   * A block that does not commit is observed as anything else. Only the database can tell that it
   * does, or that what `cluster` and `reindex` name is partitioned: nothing of it is left then.
   */
  async #observeWhereAllowed(statement: string): Promise<Observation> {
    try {
      return await observeInTransaction(this.#session, statement, this.#known)
    } catch (error) {
      if (!isRefusedInTransaction(error)) throw error
      return this.#runUnobserved(statement)
    }
  }

  async #runUnobserved(statement: string): Promise<Observation> {
    this.#known.forget()
    await this.#session.run(statement)
    return { observed: 'not-observed', locks: [], rewrites: [], scans: [] }
  }
}

function isRefusedInTransaction(error: unknown): boolean {
  if (!(error instanceof PostgresError)) return false
  const { activeSqlTransaction, invalidTransactionTermination } = sqlState
  return error.code === activeSqlTransaction || error.code === invalidTransactionTermination
}

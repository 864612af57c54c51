import { literal } from '../sql/literal.ts'
import { joinSql, sql, type Sql } from '../sql/sql.ts'
import type { Engine } from '../postgres/session.ts'
import type { StatementRun } from '../sql/statement-run.ts'
import type { Timeouts } from '../settings/application.ts'

/**
 * What every session of a run starts from, and what it goes back to after each migration: a
 * migration may set its own `search_path` or role, and the next one must not inherit it.
 */
export function sessionDefaults(engine: Engine, timeouts: Timeouts): Sql {
  const statements = [sql`reset all`, sql`reset session authorization`]
  if (engine === 'server') {
    statements.push(
      // If this process is killed, the server notices within two seconds and frees its locks.
      sql`set client_connection_check_interval = '2s'`,
      // A server may be set to end sessions that wait; a run may wait for a person or for a lock.
      sql`set idle_in_transaction_session_timeout = 0`,
      sql`set statement_timeout = ${literal(timeouts.statement ?? 0)}`,
    )
  }
  return joinSql(statements, sql`; `)
}

/** Opens a migration's transaction. It queues for a lock no longer than `timeouts.lock`. */
export function beginMigration(timeouts: Timeouts): Sql {
  return sql`begin; set local lock_timeout = ${literal(timeouts.lock)}`
}

/**
 * How long a statement outside any transaction may queue. The concurrent forms queue for a lock
 * that lets reads and writes through, and then wait for old transactions to end: a timeout would
 * only leave an invalid index.
 */
export function aloneLockTimeout(running: StatementRun, timeouts: Timeouts): Sql {
  const concurrent = running.kind.endsWith('-concurrently')
  return sql`set lock_timeout = ${literal(concurrent ? 0 : timeouts.lock)}`
}

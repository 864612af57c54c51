import { literal } from '../sql/literal.ts'
import { joinSql, sql, type Sql } from '../sql/sql.ts'
import type { Engine } from '../postgres/session.ts'
import { letsTrafficThrough } from '../sql/lets-traffic-through.ts'
import type { StatementRun } from '../sql/statement-run.ts'
import type { Timeouts } from '../settings/application.ts'

/**
 * What every session of a run starts from, and what it goes back to after each migration: a
 * migration may set its own `search_path` or role, and the next one must not inherit it.
 */
export function sessionDefaults(engine: Engine, timeouts: Timeouts): Sql {
  // The role goes last: one that `alter role … set role` gives belongs to the session's own user.
  const statements = [sql`reset all`, sql`reset session authorization`, sql`reset role`]
  if (engine === 'server') {
    statements.push(
      // If this process is killed, the server notices within two seconds and frees its locks.
      sql`set client_connection_check_interval = '2s'`,
      // A server may be set to end sessions that wait or last; a run may wait for a lock, or for
      // what it does in another database.
      sql`set idle_in_transaction_session_timeout = 0`,
      sql`set idle_session_timeout = 0`,
      noTransactionTimeout,
      sql`set statement_timeout = ${literal(timeouts.statement ?? 0)}`,
    )
  }
  return joinSql(statements, sql`; `)
}

/** The setting is new in PostgreSQL 17. */
const noTransactionTimeout = sql`select pg_catalog.set_config(s.name, '0', false) from pg_catalog.pg_settings s where s.name = 'transaction_timeout'`

/**
 * Within a transaction, for a row in the ledger: a migration may have taken another role, which
 * need not have a right to it. After the transaction the session has that role again.
 */
export const asOurselves: Sql = sql`set local session authorization default; set local role to default`

/** Opens a migration's transaction. It queues for a lock no longer than `timeouts.lock`. */
export function beginMigration(timeouts: Timeouts): Sql {
  return sql`begin; set local lock_timeout = ${literal(timeouts.lock)}`
}

/**
 * How long a statement outside any transaction may queue. To build, rebuild and drop indexes
 * concurrently takes locks that let reads and writes through, and waits for old transactions to
 * end: a timeout would only leave an invalid index. To detach a partition concurrently ends with a
 * lock on it that stops everybody, so there the timeout has to be.
 */
export function aloneLockTimeout(running: StatementRun, timeouts: Timeouts): Sql {
  return sql`set lock_timeout = ${literal(letsTrafficThrough(running) ? 0 : timeouts.lock)}`
}

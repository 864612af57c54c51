import { majorOf } from '../catalogue/major-version.ts'
/** The engines behind a database: PostgreSQL in this process (PGlite), or a server. */
export type Engine = 'embedded' | 'server'

/** What may be sent as `$1`. Dates and big numbers go as text, so that both engines agree. */
export type Value = string | number | boolean | null | readonly string[]

/** What PostgreSQL says besides results: `raise notice`, `if exists` that found nothing. */
export interface Notice {
  readonly severity: string
  readonly message: string
}

/**
 * One conversation with one database, the same for both engines. Every failure of PostgreSQL is
 * thrown as a {@link PostgresError}; a lost connection as a {@link UserError}.
 */
export interface Session {
  readonly engine: Engine
  /** As `server_version_num`: 150018 for PostgreSQL 15.18. */
  readonly serverVersion: number

  /**
   * Sends SQL as it stands, by the simple protocol: one statement or several, results discarded.
   * This is how the text of a migration is run.
   */
  run(text: string): Promise<void>

  /**
   * Sends one statement with its values and returns the rows. `bigint` comes as a number where it
   * is safe and as text where not; `numeric`, dates and times as text; `json` parsed.
   */
  query<Row>(text: string, values?: readonly Value[]): Promise<readonly Row[]>

  /** Called for every notice from here on. */
  onNotice(listener: (notice: Notice) => void): void

  /** Ends the conversation. May be called twice. */
  close(): Promise<void>
}

/** The major version: 15 for 150018. */
export function majorVersion(session: Pick<Session, 'serverVersion'>): number {
  return majorOf(session.serverVersion)
}

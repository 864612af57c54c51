import { readFileSync } from 'node:fs'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { readQuery } from './read-query.ts'

/** The table of the log and the triggers that fill it. */
const makeLog = readFileSync(new URL('./ddl-log.sql', import.meta.url), 'utf8')

/** One schema change, as an event trigger of PostgreSQL tells it. */
export interface DdlEvent {
  /** Greater than that of every event before. */
  readonly number: number
  /** The number of the text that was sent, see `numberedSession`; null for one without. */
  readonly statement: number | null
  /** The command's tag: `ALTER TABLE`, `COMMENT`; `DROP` for all that is dropped, by whatever. */
  readonly command: string
  /** The catalogue in which the object has its row: `pg_class`. */
  readonly class: string
  readonly oid: number
  /** The number of the column; 0 for the object itself. */
  readonly part: number
  /** As `pg_identify_object` has it: `table constraint`. */
  readonly kind: string
  /** The table that a dropped default was of. */
  readonly owner: number | null
  /** Of a table: how many columns it has had, the dropped ones too. */
  readonly columns: number | null
  /** Of a table: the oids of the constraints that it had after the command. */
  readonly constraints: readonly number[] | null
}

/** What is written down about the schema changes of a throw-away database. */
export interface DdlLog {
  /** What came since the last call, in order. */
  read(): Promise<readonly DdlEvent[]>
  /** As {@link read}, but the next call tells it again: for what will be rolled back. */
  peek(): Promise<readonly DdlEvent[]>
}

/**
 * Has PostgreSQL write down every schema change from here on, by event triggers, in the schema
 * `elenchus`, which has to be there. What is rolled back is not written down either.
 *
 * An event trigger fires for no change that was made by writing into `pg_catalog`, for none to event
 * triggers themselves, and for no `cluster`; before PostgreSQL 17 for no `reindex`.
 *
 * @returns null where the role may not make event triggers: only a superuser may
 */
export async function openDdlLog(session: Session): Promise<DdlLog | null> {
  try {
    await session.run(`begin; ${makeLog}; commit`)
  } catch (error) {
    await session.run('rollback')
    if (error instanceof PostgresError && error.code === sqlState.insufficientPrivilege) return null
    throw error
  }
  const query = readQuery('ddl-log-read')
  let last = 0
  const peek = (): Promise<readonly DdlEvent[]> => session.query<DdlEvent>(query, [last])
  return {
    peek,
    async read() {
      const events = await peek()
      last = events.at(-1)?.number ?? last
      return events
    },
  }
}

import { literal } from '../../sql/literal.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import type { LedgerRow } from './ledger-row.ts'

/** What a row says; when and by whom the database fills in. */
export type LedgerEntry = Omit<LedgerRow, 'at' | 'by'>

/** The statement that writes a row, over the one that may be there. */
export function recordRow(entry: LedgerEntry): Sql {
  return sql`insert into elenchus.ledger
  (revision, checksum, state, direction, statements, done, in_doubt, reason, milliseconds, release)
values (${literal(entry.revision)}, ${literal(entry.checksum)}, ${literal(entry.state)}, ${literal(entry.direction)},
  ${literal(entry.statements)}, ${literal(entry.done)}, ${literal(entry.inDoubt)}, ${literal(entry.reason)},
  ${literal(entry.milliseconds)}, ${literal(entry.release)})
on conflict (revision) do update set
  checksum = excluded.checksum, state = excluded.state, direction = excluded.direction,
  statements = excluded.statements, done = excluded.done, in_doubt = excluded.in_doubt,
  reason = excluded.reason, milliseconds = excluded.milliseconds, release = excluded.release,
  at = excluded.at, by = excluded.by`
}

/** The statement that takes a row out. */
export function eraseRow(revision: string): Sql {
  return sql`delete from elenchus.ledger where revision = ${literal(revision)}`
}

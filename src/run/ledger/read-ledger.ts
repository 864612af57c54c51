import { readFileSync } from 'node:fs'
import { UserError } from '../../kernel/user-error.ts'
import type { Session } from '../../postgres/session.ts'
import type { LedgerRow } from './ledger-row.ts'

const columnsQuery = readFileSync(new URL('./ledger-columns.sql', import.meta.url), 'utf8')
const readQuery = readFileSync(new URL('./read-ledger.sql', import.meta.url), 'utf8')

/** The statements that make an empty ledger; they do nothing where there is one. */
export const createLedger: string = readFileSync(
  new URL('./create-ledger.sql', import.meta.url),
  'utf8',
)

const expectedColumns = [
  'revision',
  'checksum',
  'state',
  'direction',
  'statements',
  'done',
  'in_doubt',
  'reason',
  'milliseconds',
  'at',
  'by',
  'release',
]

/**
 * Reads the ledger of a database, sorted by revision; null where there is none.
 *
 * @throws UserError where a table of that name is there and is not a ledger of this format
 */
export async function readLedger(
  session: Session,
  database: string,
): Promise<readonly LedgerRow[] | null> {
  const columns = await session.query<{ name: string }>(columnsQuery)
  if (columns.length === 0) return null
  const missing = expectedColumns.filter((name) => !columns.some((column) => column.name === name))
  if (missing.length > 0) throw foreignLedger(database, missing)
  return session.query<LedgerRow>(readQuery)
}

function foreignLedger(database: string, missing: readonly string[]): UserError {
  const names = missing.map((name) => `"${name}"`).join(', ')
  return new UserError(
    `The table "elenchus.ledger" in database "${database}" is not a ledger of this version of Elenchus.`,
    {
      code: 'ledger-foreign',
      details: [`It lacks the columns ${names}.`],
      hint: 'Upgrade Elenchus, or move that table away: alter table elenchus.ledger rename to ledger_old',
    },
  )
}

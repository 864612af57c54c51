import { majorOf } from '../catalogue/major-version.ts'
import { formatDifference } from '../compare/difference.ts'
import { formatPlace } from '../kernel/place.ts'
import type { DatabaseVerification, LedgerFault, Verification } from '../run/verify.ts'
import { errorText } from './error-text.ts'
import type { Paint } from './paint.ts'
import { counted, serverVersion } from './quantities.ts'

const labels = { left: 'migrations', right: 'database' }

/** Whether every database is what its migrations make, and all that is not. */
export function verificationText({ databases }: Verification, paint: Paint): string {
  return databases.map((one) => databaseText(one, paint)).join('')
}

function databaseText(one: DatabaseVerification, paint: Paint): string {
  const lines = [
    `${paint.bold(one.database)}  ${verdict(one, paint)}`,
    ...one.ledger.flatMap(ledgerLines),
    ...(one.drift ?? []).map((difference) => `  ${formatDifference(difference, labels)}`),
    ...one.gaps.map(({ text, at }) => `  not read: ${formatPlace(at)}: ${text}`),
    ...notes(one).map((note) => `  ${paint.dim(note)}`),
  ]
  const failure = one.failure === null ? '' : errorText(one.failure, paint)
  return `${lines.join('\n')}\n${failure}`
}

function verdict(one: DatabaseVerification, paint: Paint): string {
  const { drift, ledger, replayed, failure, gaps } = one
  if (failure !== null) return paint.bad('could not be verified')
  const where = ledger.some(({ checksums }) => checksums === null)
    ? `Alembic's table`
    : 'the ledger'
  const faults = ledger.length === 0 ? [] : [`${counted(ledger.length, 'fault')} in ${where}`]
  const drifted = drift?.length ? [counted(drift.length, 'difference')] : []
  const found = [...faults, ...drifted]
  if (gaps.length > 0) found.push(`${counted(gaps.length, 'gap')} in what was replayed`)
  if (found.length > 0) return paint.bad(found.join(', '))
  return `${paint.good('verified')}: it is what its ${counted(replayed, 'migration')} make`
}

function ledgerLines({ revision, state, checksums }: LedgerFault): readonly string[] {
  switch (state) {
    case 'changed':
      return [
        `  migration ${revision} was changed after it was applied`,
        `    in the ledger: ${checksums?.ledger ?? ''}`,
        `    in the file:   ${checksums?.file ?? ''}`,
      ]
    case 'unknown':
      return [
        checksums === null
          ? `  revision ${revision} is in Alembic's table, and no file has it`
          : `  migration ${revision} is in the ledger, and no file has it`,
      ]
    case 'partial':
      return [`  migration ${revision} was interrupted and is not finished`]
  }
}

function notes({ versions, undescribed }: DatabaseVerification): readonly string[] {
  const { database, shadow } = versions
  const majors = [database, shadow ?? database].map(majorOf)
  const other =
    majors[0] === majors[1]
      ? []
      : [
          `the database is PostgreSQL ${serverVersion(database)}, the shadow ${serverVersion(shadow ?? 0)}: expressions were compared by their parsed trees`,
        ]
  const unseen = undescribed.length === 0 ? [] : [`not compared: ${undescribed.join(', ')}`]
  return [...other, ...unseen]
}

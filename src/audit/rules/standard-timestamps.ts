import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { columnsIn, standardFinding } from '../standard-findings.ts'

/** A moment is kept with another type than the team has decided. */
export const standardTimestamps: Rule = {
  name: 'standard-timestamps',
  family: 'standards',
  severity: 'warning',
  finds: 'A moment is kept with another type than the team has decided.',
  why: 'A `timestamp` without time zone is a moment only for who knows the zone; two programs that assume two zones are hours apart.',
  check: checkAll,
}

const types = {
  timestamptz: { wanted: 'timestamp with time zone', other: 'timestamp without time zone' },
  timestamp: { wanted: 'timestamp without time zone', other: 'timestamp with time zone' },
} as const

function checkAll({ databases, standards: { timestamps } }: AuditCase): readonly Found[] {
  return timestamps === null ? [] : databases.flatMap((one) => checkOne(one, types[timestamps]))
}

function checkOne(
  subject: DatabaseCase,
  { wanted, other }: { readonly wanted: string; readonly other: string },
): readonly Found[] {
  const deviations = columnsIn(subject)
    .filter(({ column }) => column.type.replace(/\(\d\)/, '') === other)
    .map(({ table, column }) => {
      const name = identifier(column.name)
      return {
        table,
        column,
        says: column.type,
        sql: `${sql`alter table ${qualified(table)} alter column ${name} type`} ${wanted}${sql` using ${name} at time zone 'UTC'`};`,
      }
    })
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'is' : 'are'} ${other}`,
    purpose: 'Say in which zone the moments were written, and change the type',
  })
}

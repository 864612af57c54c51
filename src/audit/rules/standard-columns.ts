import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { standardFinding, standingTables } from '../standard-findings.ts'

/** A table lacks a column that the team has decided every table has. */
export const standardColumns: Rule = {
  name: 'standard-columns',
  family: 'standards',
  severity: 'warning',
  finds: 'A table lacks a column that the team has decided every table has.',
  why: 'Code and reports that count on it fail on that table, or leave it out.',
  check: checkAll,
}

function checkAll({ databases, standards: { columns } }: AuditCase): readonly Found[] {
  return columns.flatMap((column) => databases.flatMap((one) => checkOne(one, column)))
}

function checkOne(subject: DatabaseCase, name: string): readonly Found[] {
  const deviations = standingTables(subject)
    .filter(({ columns }) => !columns.some((column) => column.name === name))
    .map((table) => ({
      table,
      column: null,
      says: `no ${name}`,
      sql: sql`alter table ${qualified(table)} add column ${identifier(name)} timestamptz not null default now();`,
    }))
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'has' : 'have'} no column ${name}`,
    purpose: 'Add it, with its type and default',
  })
}

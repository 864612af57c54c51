import type { Table } from '../../catalogue/table.ts'
import { keyColumnOf } from '../../references/schemas.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { columnsIn, standardFinding } from '../standard-findings.ts'

/** A primary key of one column has another type than the team has decided. */
export const standardKeyType: Rule = {
  name: 'standard-key-type',
  family: 'standards',
  severity: 'warning',
  finds: 'A primary key of one column has another type than the team has decided.',
  why: 'Keys of two types cannot be pointed at by one column, and code has to know which table has which.',
  check: checkAll,
}

function checkAll({ databases, standards: { primaryKey } }: AuditCase): readonly Found[] {
  return primaryKey === null ? [] : databases.flatMap((one) => checkOne(one, primaryKey))
}

function checkOne(subject: DatabaseCase, wanted: string): readonly Found[] {
  const deviations = columnsIn(subject)
    .filter(({ table, column }) => keyColumnOf(table) === column.name)
    // A key that points at another one has that one's type.
    .filter(({ table, column }) => !isForeign(table, column.name))
    .filter(({ column }) => column.type !== wanted)
    .map(({ table, column }) => ({
      table,
      column,
      says: column.type,
      sql: `${sql`alter table ${qualified(table)} alter column ${identifier(column.name)} type`} ${wanted};`,
    }))
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'is' : 'are'} not ${wanted}, as keys are to be`,
    purpose: 'Change the key together with all that points at it (elenchus references --to)',
  })
}

function isForeign({ constraints }: Table, column: string): boolean {
  return constraints.some(
    (one) => one.kind === 'foreign-key' && one.columns.length === 1 && one.columns[0] === column,
  )
}

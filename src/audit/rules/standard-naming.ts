import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import { columnsIn, standardFinding, standingTables } from '../standard-findings.ts'

/** A table or column is named otherwise than the team has decided. */
export const standardNaming: Rule = {
  name: 'standard-naming',
  family: 'standards',
  severity: 'note',
  finds: 'A table or column is named otherwise than the team has decided.',
  why: 'A name with capitals or blanks has to be quoted in every statement that anybody ever types.',
  check: checkAll,
}

function checkAll({ databases, standards: { naming } }: AuditCase): readonly Found[] {
  return naming === null ? [] : databases.flatMap(checkOne)
}

const SNAKE_CASE = /^[a-z_][a-z0-9_]*$/

function checkOne(subject: DatabaseCase): readonly Found[] {
  const tables = standingTables(subject)
    .filter(({ name }) => !SNAKE_CASE.test(name))
    .map((table) => ({
      table,
      column: null,
      says: table.name,
      sql: sql`alter table ${qualified(table)} rename to ${identifier(snakeCase(table.name))};`,
    }))
  const columns = columnsIn(subject)
    .filter(({ column }) => !SNAKE_CASE.test(column.name))
    .map(({ table, column }) => ({
      table,
      column,
      says: column.name,
      sql: sql`alter table ${qualified(table)} rename column ${identifier(column.name)} to ${identifier(snakeCase(column.name))};`,
    }))
  const deviations = [...tables, ...columns]
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'is' : 'are'} not written in snake_case`,
    purpose: 'Rename it together with the code that names it',
  })
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
}

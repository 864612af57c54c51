import { hasLeadingIndex } from '../../references/leading-index.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { columnsIn, standardFinding } from '../standard-findings.ts'

/** A column that the team filters by, such as `status`, leads no index. */
export const standardIndexed: Rule = {
  name: 'standard-indexed',
  family: 'standards',
  severity: 'warning',
  finds: 'A column that the team filters by, such as `status`, leads no index.',
  why: 'Every list that is narrowed by it reads the whole table.',
  check: checkAll,
}

function checkAll({ databases, standards: { indexed } }: AuditCase): readonly Found[] {
  return databases.flatMap((one) => checkOne(one, indexed))
}

function checkOne(subject: DatabaseCase, names: readonly string[]): readonly Found[] {
  const deviations = columnsIn(subject)
    .filter(({ column }) => names.includes(column.name))
    .filter(({ table, column }) => !hasLeadingIndex(table, [column.name]))
    .map(({ table, column }) => ({
      table,
      column,
      says: 'no index begins with it',
      sql: sql`create index concurrently ${identifier(`${table.name}_${column.name}_idx`)} on ${qualified(table)} (${identifier(column.name)});`,
    }))
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'is' : 'are'} not indexed`,
    purpose: 'Make the index, in a block with transaction:false',
  })
}

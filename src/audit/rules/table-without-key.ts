import { qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { standardFinding, standingTables } from '../standard-findings.ts'

/** A table has no primary key. */
export const tableWithoutKey: Rule = {
  name: 'table-without-key',
  family: 'standards',
  severity: 'warning',
  finds: 'A table has no primary key.',
  why: 'No row of it can be named: duplicates cannot be taken out, logical replication refuses updates, an ORM refuses to map it.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const without = standingTables(subject).filter(
    ({ constraints, partitionKey }) =>
      partitionKey === null && !constraints.some(({ kind }) => kind === 'primary-key'),
  )
  const deviations = without.map((table) => ({
    table,
    column: null,
    says: 'no primary key',
    sql: sql`alter table ${qualified(table)} add column id bigint generated always as identity primary key;`,
  }))
  const said = deviations.length === 1 ? 'has no primary key' : 'have no primary key'
  return standardFinding(subject, deviations, {
    said,
    purpose: 'Make a key of what tells the rows apart, or add one',
  })
}

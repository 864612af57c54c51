import { keyColumnOf } from '../../references/schemas.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { columnsIn, standardFinding } from '../standard-findings.ts'

/** A primary key has another default than the team has decided. */
export const standardKeyDefault: Rule = {
  name: 'standard-key-default',
  family: 'standards',
  severity: 'warning',
  finds: 'A primary key has another default than the team has decided.',
  why: 'Rows that are written by SQL, or by another program, get no key or a key of another kind.',
  check: checkAll,
}

function checkAll({ databases, standards }: AuditCase): readonly Found[] {
  const { primaryKeyDefault: wanted, primaryKey } = standards
  return wanted === null ? [] : databases.flatMap((one) => checkOne(one, { wanted, primaryKey }))
}

interface Wanted {
  readonly wanted: string
  readonly primaryKey: string | null
}

function checkOne(subject: DatabaseCase, { wanted, primaryKey }: Wanted): readonly Found[] {
  const deviations = columnsIn(subject)
    .filter(({ table, column }) => keyColumnOf(table) === column.name)
    // A key of another type is told by the rule about that, and a key that is given has no default.
    .filter(
      ({ column }) => (primaryKey === null || column.type === primaryKey) && column.name === 'id',
    )
    .filter(({ column }) => column.default !== wanted)
    .map(({ table, column }) => ({
      table,
      column,
      says: column.default ?? 'no default',
      sql: `${sql`alter table ${qualified(table)} alter column ${identifier(column.name)} set default`} ${wanted};`,
    }))
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'has' : 'have'} not the default ${wanted}`,
    purpose: 'Set it',
  })
}

import type { Column } from '../../catalogue/column.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { columnsIn, standardFinding } from '../standard-findings.ts'

/** JSON is kept otherwise than as `jsonb`, not null, with a default. */
export const standardJsonb: Rule = {
  name: 'standard-jsonb',
  family: 'standards',
  severity: 'warning',
  finds: 'JSON is kept otherwise than as `jsonb`, not null, with a default.',
  why: '`json` cannot be indexed or compared, and a null is a second way to say "nothing" that every reader has to know of.',
  check: checkAll,
}

function checkAll({ databases, standards: { jsonb } }: AuditCase): readonly Found[] {
  return jsonb ? databases.flatMap(checkOne) : []
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const deviations = columnsIn(subject)
    .filter(({ column: { type } }) => type === 'json' || type === 'jsonb')
    .filter(
      ({ column: { type, nullable, default: value } }) =>
        type === 'json' || nullable || value === null,
    )
    .map(({ table, column }) => {
      const name = identifier(column.name)
      const [parent, says] = [qualified(table), faults(column)]
      return {
        table,
        column,
        says,
        sql: sql`alter table ${parent} alter column ${name} type jsonb, alter column ${name} set default '{}', alter column ${name} set not null;`,
      }
    })
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'is' : 'are'} not jsonb, not null and with a default`,
    purpose: 'Make it so, once no row has a null',
  })
}

function faults({ type, nullable, default: value }: Column): string {
  const said = [type, ...(nullable ? ['nullable'] : []), ...(value === null ? ['no default'] : [])]
  return said.join(', ')
}

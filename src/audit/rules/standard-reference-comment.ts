import { documentedReference } from '../../catalogue/documented-reference.ts'
import { crossesDatabases } from '../../references/reference-verdict.ts'
import { literal } from '../../sql/literal.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { columnsIn, standardFinding } from '../standard-findings.ts'

/** A column points into another database by the settings, and its comment does not say so. */
export const standardReferenceComment: Rule = {
  name: 'standard-reference-comment',
  family: 'standards',
  severity: 'warning',
  finds: 'A column points into another database by the settings, and its comment does not say so.',
  why: 'Who looks at the database sees a uuid and no way to know whose.',
  check: checkAll,
}

function checkAll(subject: AuditCase): readonly Found[] {
  return subject.standards.commentReferences
    ? subject.databases.flatMap((one) => checkOne(one, subject.references))
    : []
}

/** What only seems to point there is told by the rule about undocumented references. */
function checkOne(subject: DatabaseCase, references: AuditCase['references']): readonly Found[] {
  const across = references.filter((one) => crossesDatabases(one) && one.kind === 'documented')
  const deviations = columnsIn(subject).flatMap(({ table, column }) => {
    const reference = across.find(
      ({ from }) =>
        from.database === subject.database &&
        from.table.schema === table.schema &&
        from.table.name === table.name &&
        from.columns.includes(column.name),
    )
    if (!reference || documentedReference(column.comment) !== null) return []
    const { to } = reference
    const text = `Reference to ${to.table.name}.${to.columns.join(', ')} in ${to.database} (no foreign key: another database)`
    return [
      {
        table,
        column,
        says: column.comment ?? 'no comment',
        sql: sql`comment on column ${qualified(table)}.${identifier(column.name)} is ${literal(text)};`,
      },
    ]
  })
  return standardFinding(subject, deviations, {
    said: `${deviations.length === 1 ? 'points' : 'point'} into another database, and no comment says so`,
    purpose: 'Say it where it is seen in the database too',
  })
}

import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import type { AuditCase } from '../audit-case.ts'
import {
  evidenceOfReferences,
  namesOfReferences,
  referencesByTarget,
  subjectsOfReferences,
} from '../reference-findings.ts'
import type { Found, Rule } from '../rule.ts'

/** A column seems to point into another database, and nothing says so. */
export const referenceUndocumented: Rule = {
  name: 'reference-undocumented',
  family: 'references',
  severity: 'warning',
  finds:
    'A column seems to point at a key of another database, and neither a comment nor the settings say so.',
  why: 'No foreign key can lead there, so a word is all that tells people and tools that the two have to be kept together.',
  check: (subject) =>
    referencesByTarget(subject, 'undocumented').map((group) => foundOf(group, subject)),
}

function foundOf(group: readonly Reference[], subject: AuditCase): Found {
  const [first] = group
  if (first === undefined) throw new RangeError('a group has a member')
  const many = group.length > 1
  return {
    database: first.from.database,
    culprit: null,
    message: `${namesOfReferences(group)} seem${many ? '' : 's'} to point at ${formatEnd(first.to)}, and nothing says so.`,
    subjects: subjectsOfReferences(group),
    evidence: evidenceOfReferences(group, subject),
    cures: [
      {
        kind: 'sql',
        purpose: 'Say it in a comment; or under "references" in the settings file',
        text: group.flatMap(commentSql).join('\n'),
      },
    ],
  }
}

function commentSql({ from, to }: Reference): readonly Sql[] {
  const text = `Reference to ${to.table.name}.${to.columns.join(', ')} in ${to.database} (no foreign key: another database)`
  return from.columns.map(
    (column) =>
      sql`comment on column ${qualified(from.table)}.${identifier(column)} is ${literal(text)};`,
  )
}

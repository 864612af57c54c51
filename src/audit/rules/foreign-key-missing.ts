import type { Reference } from '../../references/reference.ts'
import { formatEnd } from '../../references/make-reference.ts'
import type { AuditCase } from '../audit-case.ts'
import {
  evidenceOfReferences,
  namesOfReferences,
  referencesByTarget,
  subjectsOfReferences,
} from '../reference-findings.ts'
import { foreignKeySql } from '../reference-sql.ts'
import type { Found, Rule } from '../rule.ts'

/** A column points at a key of its own database, and no foreign key says so. */
export const foreignKeyMissing: Rule = {
  name: 'foreign-key-missing',
  family: 'references',
  severity: 'warning',
  finds: 'A column points at a key of the same database, and no foreign key says so.',
  why: 'Rows can point at keys that are gone, and nobody notices before they are read.',
  check: (subject) =>
    referencesByTarget(subject, 'no-constraint').map((group) => foundOf(group, subject)),
}

function foundOf(group: readonly Reference[], subject: AuditCase): Found {
  const [first] = group
  if (first === undefined) throw new RangeError('a group has a member')
  const many = group.length > 1
  return {
    database: first.from.database,
    culprit: null,
    message: `${namesOfReferences(group)} point${many ? '' : 's'} at ${formatEnd(first.to)} and ${many ? 'have' : 'has'} no foreign key.`,
    subjects: subjectsOfReferences(group),
    evidence: evidenceOfReferences(group, subject),
    cures: [
      {
        kind: 'sql',
        purpose:
          'Add it; rows that point at nothing have to go first (elenchus references --orphans)',
        text: group.map(foreignKeySql).join('\n'),
      },
    ],
  }
}

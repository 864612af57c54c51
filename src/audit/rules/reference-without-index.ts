import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import type { AuditCase } from '../audit-case.ts'
import {
  endPath,
  evidenceOfReferences,
  referencesByTarget,
  subjectsOfReferences,
} from '../reference-findings.ts'
import { referenceIndexSql } from '../reference-sql.ts'
import type { Found, Rule } from '../rule.ts'

/** No index leads with the columns that point. */
export const referenceWithoutIndex: Rule = {
  name: 'reference-without-index',
  family: 'references',
  severity: 'warning',
  finds: 'A column points at a key, and no index begins with it.',
  why: 'Every delete of a key, and every change of one, reads the whole table that points at it, and holds locks meanwhile; so does every query from the key to its rows.',
  check: (subject) =>
    referencesByTarget(subject, 'not-indexed')
      .flat()
      .map((reference) => foundOf(reference, subject)),
}

function foundOf(reference: Reference, subject: AuditCase): Found {
  return {
    database: reference.from.database,
    culprit: null,
    message: `${endPath(reference.from)} points at ${formatEnd(reference.to)}, and no index begins with it.`,
    subjects: subjectsOfReferences([reference]),
    evidence: evidenceOfReferences([reference], subject),
    cures: [
      {
        kind: 'sql',
        purpose: 'Make one, in a block with transaction:false',
        text: referenceIndexSql(reference),
      },
    ],
  }
}

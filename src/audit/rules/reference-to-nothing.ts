import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import type { AuditCase } from '../audit-case.ts'
import {
  evidenceOfReferences,
  namesOfReferences,
  referencesByTarget,
  subjectsOfReferences,
} from '../reference-findings.ts'
import type { Found, Rule } from '../rule.ts'

/** A reference leads nowhere. */
export const referenceToNothing: Rule = {
  name: 'reference-to-nothing',
  family: 'references',
  severity: 'error',
  finds:
    'A comment, the settings or the models tell of a reference whose column, table or key is not there.',
  why: 'What it was written for is gone or was never there, and whoever relies on it is wrong.',
  check: (subject) =>
    referencesByTarget(subject, 'points-at-nothing').map((group) => foundOf(group, subject)),
}

function foundOf(group: readonly Reference[], subject: AuditCase): Found {
  const [first] = group
  if (first === undefined) throw new RangeError('a group has a member')
  const many = group.length > 1
  return {
    database: first.from.database,
    culprit: null,
    message: `${namesOfReferences(group)} ${many ? 'are' : 'is'} said to point at ${formatEnd(first.to)}, ${lack(first)}.`,
    subjects: subjectsOfReferences(group),
    evidence: evidenceOfReferences(group, subject),
    cures: [
      {
        kind: 'edit',
        purpose: 'Correct what tells of it',
        at: first.at,
        text: first.reason,
      },
    ],
  }
}

function lack({ from, to }: Reference): string {
  if (from.types.includes(null)) return 'and there is no such column to point from'
  return to.types.includes(null) ? 'which is not there' : 'which is no key'
}

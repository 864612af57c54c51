import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import { namesOfReferences } from '../reference-findings.ts'
import { referenceRule } from '../reference-rule.ts'
import type { Rule } from '../rule.ts'

/** A reference leads nowhere. */
export const referenceToNothing: Rule = referenceRule({
  name: 'reference-to-nothing',
  severity: 'error',
  finds:
    'A comment, the settings or the models tell of a reference whose column, table or key is not there.',
  why: 'What it was written for is gone or was never there, and whoever relies on it is wrong.',
  verdict: 'points-at-nothing',
  message: (group) =>
    `${namesOfReferences(group)} ${group.length > 1 ? 'are' : 'is'} said to point at ${formatEnd(group[0].to)}, ${lack(group[0])}.`,
  cure: (group) => ({
    kind: 'edit',
    purpose: 'Correct what tells of it',
    at: group[0].at,
    text: group[0].reason,
  }),
})

function lack({ from, to }: Reference): string {
  if (from.types.includes(null)) return 'and there is no such column to point from'
  return to.types.includes(null) ? 'which is not there' : 'which is no key'
}

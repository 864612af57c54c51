import { formatEnd } from '../../references/make-reference.ts'
import { endPath } from '../reference-findings.ts'
import { referenceIndexSql } from '../reference-sql.ts'
import { referenceRule } from '../reference-rule.ts'
import type { Rule } from '../rule.ts'

/** No index leads with the columns that point. */
export const referenceWithoutIndex: Rule = referenceRule({
  name: 'reference-without-index',
  severity: 'warning',
  finds: 'A column points at a key, and no index begins with it.',
  why: 'Every delete of a key, and every change of one, reads the whole table that points at it, and holds locks meanwhile; so does every query from the key to its rows.',
  verdict: 'not-indexed',
  each: true,
  message: ([{ from, to }]) =>
    `${endPath(from)} points at ${formatEnd(to)}, and no index begins with it.`,
  cure: (group) => ({
    kind: 'sql',
    purpose: 'Make one, in a block with transaction:false',
    text: group.map(referenceIndexSql).join('\n'),
  }),
})

import { faultRule } from '../fault-rule.ts'
import type { Rule } from '../rule.ts'

/** Revisions come after each other in a circle. */
export const revisionCycle: Rule = faultRule({
  name: 'revision-cycle',
  severity: 'error',
  code: 'revision-cycle',
  finds: 'Revisions come after each other in a circle.',
  why: 'There is no order in which they could be run: the tool refuses every command.',
  cures: ({ at }) => [
    {
      kind: 'edit',
      purpose: 'Open the circle at the revision that was written first',
      at,
      text: 'down_revision = None',
    },
  ],
})

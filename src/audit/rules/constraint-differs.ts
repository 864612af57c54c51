import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A primary key, a unique constraint, a foreign key or an exclusion is missing, was added, or says something else. */
export const constraintDiffers: Rule = driftRule({
  name: 'constraint-differs',
  topic: 'constraint',
  severity: 'error',
  finds:
    'A primary key, a unique constraint, a foreign key or an exclusion is missing, was added, or says something else.',
  why: 'Without it rows come in that break what the code relies on: duplicates, rows that point at nothing; and they stay when it is added again.',
})

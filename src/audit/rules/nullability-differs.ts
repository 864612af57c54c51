import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A column may be null here and not there. */
export const nullabilityDiffers: Rule = driftRule({
  name: 'nullability-differs',
  topic: 'nullability',
  severity: 'error',
  finds: 'A column may be null here and not there.',
  why: 'Where it may not, rows are refused that the rest of the system takes to be right; where it may, code meets nulls that it does not expect.',
})

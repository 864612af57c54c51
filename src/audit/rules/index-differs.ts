import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** An index is missing, was added, is invalid, or is on something else. */
export const indexDiffers: Rule = driftRule({
  name: 'index-differs',
  topic: 'index',
  severity: 'warning',
  finds: 'An index is missing, was added, is invalid, or is on something else.',
  why: 'A missing index makes queries slow on that database only; a unique one that is missing lets duplicates in; one that nobody knows of is paid for at every write, or vanishes with the next rebuild.',
})

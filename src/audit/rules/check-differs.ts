import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A check is missing, was added, or says something else. */
export const checkDiffers: Rule = driftRule({
  name: 'check-differs',
  topic: 'check',
  severity: 'error',
  finds: 'A check is missing, was added, or says something else.',
  why: 'A check that is not there lets rows in that the code takes to be impossible; one that nobody knows of refuses rows.',
})

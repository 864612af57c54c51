import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A row security policy is missing, was added or says something else, or row security is switched on or off. */
export const policyDiffers: Rule = driftRule({
  name: 'policy-differs',
  topic: 'policy',
  severity: 'error',
  finds:
    'A row security policy is missing, was added or says something else, or row security is switched on or off.',
  why: 'Other people see or change other rows than the migrations promise.',
})

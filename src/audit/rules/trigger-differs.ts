import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A trigger is missing, disabled, was added, or does something else. */
export const triggerDiffers: Rule = driftRule({
  name: 'trigger-differs',
  topic: 'trigger',
  severity: 'error',
  finds: 'A trigger is missing, disabled, was added, or does something else.',
  why: 'What it kept true is no longer kept, and nothing says so: `updated_at` stands still, audit rows are not written.',
})

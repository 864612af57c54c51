import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A function, procedure or aggregate is missing, was added, or does something else. */
export const routineDiffers: Rule = driftRule({
  name: 'routine-differs',
  topic: 'routine',
  severity: 'warning',
  finds: 'A function, procedure or aggregate is missing, was added, or does something else.',
  why: 'Triggers, defaults and code that call it do something else than the migrations promise.',
})

import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A view is missing, was added, or is another query. */
export const viewDiffers: Rule = driftRule({
  name: 'view-differs',
  topic: 'view',
  severity: 'warning',
  finds: 'A view is missing, was added, or is another query.',
  why: 'Reports and code that read it get other rows or columns than the migrations promise.',
})

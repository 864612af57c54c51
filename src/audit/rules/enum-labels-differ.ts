import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** An enum has other labels, or another order of them, here than there. */
export const enumLabelsDiffer: Rule = driftRule({
  name: 'enum-labels-differ',
  topic: 'enum-labels',
  severity: 'error',
  finds: 'An enum has other labels, or another order of them, here than there.',
  why: 'A label that is missing is refused when it is written; an order that differs changes what `order by` and `<` say.',
})

import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A column has one type here and another one there. */
export const columnTypeDiffers: Rule = driftRule({
  name: 'column-type-differs',
  topic: 'column-type',
  severity: 'error',
  finds: 'A column has one type here and another one there.',
  why: 'What is written by one type is refused or silently changed by the other, and a foreign key between two types cannot be made.',
})

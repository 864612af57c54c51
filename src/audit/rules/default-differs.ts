import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A column has another default, or another way to be generated, here than there. */
export const defaultDiffers: Rule = driftRule({
  name: 'default-differs',
  topic: 'default',
  severity: 'warning',
  finds: 'A column has another default, or another way to be generated, here than there.',
  why: 'Rows that leave the column out get another value on each side, and nobody sees it until they are read.',
})

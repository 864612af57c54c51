import { madeTwiceRule } from '../made-twice-rule.ts'
import type { Rule } from '../rule.ts'

/** A type is made by two revisions. */
export const enumMadeTwice: Rule = madeTwiceRule({
  name: 'enum-made-twice',
  severity: 'warning',
  finds: 'A revision makes an enum type that an earlier one made, and that is still there.',
  why: 'PostgreSQL refuses it, or a guard passes over it: then the labels of the second one are not there, and inserts of them fail.',
  isMine: ({ object }) => object.kind === 'type',
})

import { madeTwiceRule } from '../made-twice-rule.ts'
import type { Rule } from '../rule.ts'

/** A table, an index or another object is made by two revisions. */
export const objectMadeTwice: Rule = madeTwiceRule({
  name: 'object-made-twice',
  severity: 'warning',
  finds: 'A revision makes an object that an earlier one made, and that is still there.',
  why: 'With `if not exists` the second one does nothing, whatever it says: who reads it believes in columns that are not there.',
  isMine: ({ object }) => object.kind !== 'type',
})

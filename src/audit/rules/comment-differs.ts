import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A comment is another one here than there. */
export const commentDiffers: Rule = driftRule({
  name: 'comment-differs',
  topic: 'comment',
  severity: 'note',
  finds: 'A comment is another one here than there.',
  why: 'Comments are read by people and tools; those that tell of references to other databases are read by Elenchus.',
})

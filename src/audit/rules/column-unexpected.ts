import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The database has a column that no migration makes. */
export const columnUnexpected: Rule = driftRule({
  name: 'column-unexpected',
  topic: 'column-unexpected',
  severity: 'warning',
  finds: 'The database has a column that no migration makes.',
  why: 'Nobody can rebuild it. If it is not null and has no default, inserts of code that does not know it fail.',
})

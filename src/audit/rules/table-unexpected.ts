import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The database has a table that no migration makes. */
export const tableUnexpected: Rule = driftRule({
  name: 'table-unexpected',
  topic: 'table-unexpected',
  severity: 'warning',
  finds: 'The database has a table that no migration makes.',
  why: 'Nobody can rebuild it: a new environment, a test or a restored schema is without it.',
})

import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The migrations make a table, and the database does not have it. */
export const tableMissing: Rule = driftRule({
  name: 'table-missing',
  topic: 'table-missing',
  severity: 'error',
  finds: 'The migrations make a table, and the database does not have it.',
  why: 'Every statement that names it fails.',
})

import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The migrations make a column, and the database does not have it. */
export const columnMissing: Rule = driftRule({
  name: 'column-missing',
  topic: 'column-missing',
  severity: 'error',
  finds: 'The migrations make a column, and the database does not have it.',
  why: 'Every statement that names it fails; an ORM names all columns in every select.',
})

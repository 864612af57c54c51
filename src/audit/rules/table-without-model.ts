import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The migrations and the database have a table that no model declares. */
export const tableWithoutModel: Rule = driftRule({
  name: 'table-without-model',
  topic: 'table-without-model',
  family: 'models',
  severity: 'note',
  finds: 'The migrations and the database have a table that no model declares.',
  why: 'A tool that generates migrations from the models would drop it the next time.',
})

import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The migrations and the database have a column that the model does not declare. */
export const columnWithoutModel: Rule = driftRule({
  name: 'column-without-model',
  topic: 'column-without-model',
  family: 'models',
  severity: 'warning',
  finds: 'The migrations and the database have a column that the model does not declare.',
  why: 'If it is not null and has no default, every insert of the ORM fails; a tool that generates migrations would drop it.',
})

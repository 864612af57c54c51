import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** The models declare a table that neither the migrations nor the database have. */
export const modelWithoutTable: Rule = driftRule({
  name: 'model-without-table',
  topic: 'model-without-table',
  family: 'models',
  severity: 'error',
  finds: 'The models declare a table that neither the migrations nor the database have.',
  why: 'Every statement that the model sends fails. Often the module is not imported where migrations are generated, or its metadata is not tracked.',
})

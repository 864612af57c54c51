import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** A model declares a column that neither the migrations nor the database have. */
export const modelColumnWithoutColumn: Rule = driftRule({
  name: 'model-column-without-column',
  topic: 'model-column-without-column',
  family: 'models',
  severity: 'error',
  finds: 'A model declares a column that neither the migrations nor the database have.',
  why: 'An ORM names every column of a model in every select, so every read of the table fails.',
})

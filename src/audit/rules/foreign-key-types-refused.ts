import { brokenKeyRule } from '../broken-key-rule.ts'
import type { Rule } from '../rule.ts'

/** PostgreSQL refuses a foreign key of the models. */
export const foreignKeyTypesRefused: Rule = brokenKeyRule({
  name: 'foreign-key-types-refused',
  severity: 'error',
  reasons: ['refused'],
  finds: 'A foreign key of the models is between types that PostgreSQL cannot compare.',
  why: 'The constraint can never be made: what creates the schema fails, or somebody leaves the constraint out and the column points at nothing.',
  said: ({ says }) => `which PostgreSQL refuses: ${(says ?? '').replace(/\.$/, '')}`,
  cure: ([{ at, columns, targetColumns, target }]) => ({
    kind: 'edit',
    purpose: `Give it the type of ${target.name}.${targetColumns.join(', ')}`,
    at,
    text: `${columns.join(', ')}: the type of ${target.name}.${targetColumns.join(', ')}`,
  }),
})

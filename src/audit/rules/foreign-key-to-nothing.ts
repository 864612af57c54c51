import { formatName } from '../../catalogue/qualified-name.ts'
import { brokenKeyRule } from '../broken-key-rule.ts'
import type { Rule } from '../rule.ts'

/** A foreign key of the models points at what nobody makes. */
export const foreignKeyToNothing: Rule = brokenKeyRule({
  name: 'foreign-key-to-nothing',
  severity: 'error',
  reasons: ['nowhere', 'no-column'],
  finds: 'A foreign key of the models points at a table or a column that nobody makes.',
  why: 'SQLAlchemy raises NoReferencedTableError or NoReferencedColumnError as soon as it needs the key, and PostgreSQL refuses it.',
  said: ({ why, target }) =>
    why === 'nowhere'
      ? 'which neither the models nor the migrations make'
      : `and ${formatName(target)} has no such column`,
  cure: ([{ at, target, targetColumns }]) => ({
    kind: 'edit',
    purpose: 'Point it at what is there, or declare what is missing',
    at,
    text: `ForeignKey("${target.name}.${targetColumns.join('", "')}")`,
  }),
})

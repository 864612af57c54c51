import { brokenKeyRule } from '../broken-key-rule.ts'
import type { Rule } from '../rule.ts'

/** A foreign key points at a table of another metadata. */
export const foreignKeyAcrossMetadata: Rule = brokenKeyRule({
  name: 'foreign-key-across-metadata',
  severity: 'error',
  reasons: ['other-metadata'],
  finds: 'A foreign key of the models names a table of another metadata.',
  why: 'SQLAlchemy looks for the table in the metadata of the key only: create_all and generated migrations stop with NoReferencedTableError.',
  said: ({ says }) => `which belongs to ${says ?? 'another metadata'}`,
  cure: ([{ at, target, targetColumns }]) => ({
    kind: 'edit',
    purpose: 'Give both one metadata, or point with the column itself in place of its name',
    at,
    text: `ForeignKey(${className(target.name)}.__table__.c.${targetColumns.join(', ')})`,
  }),
})

/** The class of a table as it is mostly called. */
function className(table: string): string {
  return table
    .replace(/s$/, '')
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

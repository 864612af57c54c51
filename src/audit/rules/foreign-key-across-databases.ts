import { sql } from '../../sql/sql.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { brokenKeyRule } from '../broken-key-rule.ts'
import type { Rule } from '../rule.ts'

/** A foreign key points at a table of another database. */
export const foreignKeyAcrossDatabases: Rule = brokenKeyRule({
  name: 'foreign-key-across-databases',
  severity: 'error',
  reasons: ['other-database'],
  finds: 'A foreign key of the models points at a table of another database.',
  why: 'PostgreSQL has no foreign keys across databases: the schema cannot be made, and the reference has to be kept by the code.',
  said: ({ says }) => `which is in the database ${says ?? 'of another name'}`,
  cure: (group) => ({
    kind: 'sql',
    purpose: 'Take the ForeignKey out of the models, and say in a comment where it points',
    text: group
      .flatMap(({ table, columns, target, targetColumns, says }) =>
        columns.map((column) => {
          const text = `Reference to ${target.name}.${targetColumns.join(', ')} in ${says ?? ''} (no foreign key: another database)`
          return sql`comment on column ${qualified(table)}.${identifier(column)} is ${literal(text)};`
        }),
      )
      .join('\n'),
  }),
})

import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { namesOfReferences } from '../reference-findings.ts'
import { referenceRule } from '../reference-rule.ts'
import type { Rule } from '../rule.ts'

/** A column seems to point into another database, and nothing says so. */
export const referenceUndocumented: Rule = referenceRule({
  name: 'reference-undocumented',
  severity: 'warning',
  finds:
    'A column seems to point at a key of another database, and neither a comment nor the settings say so.',
  why: 'No foreign key can lead there, so a word is all that tells people and tools that the two have to be kept together.',
  verdict: 'undocumented',
  message: (group) =>
    `${namesOfReferences(group)} seem${group.length > 1 ? '' : 's'} to point at ${formatEnd(group[0].to)}, and nothing says so.`,
  cure: (group) => ({
    kind: 'sql',
    purpose: 'Say it in a comment; or under "references" in the settings file',
    text: group.flatMap(commentSql).join('\n'),
  }),
})

function commentSql({ from, to }: Reference): readonly Sql[] {
  const text = `Reference to ${to.table.name}.${to.columns.join(', ')} in ${to.database} (no foreign key: another database)`
  return from.columns.map(
    (column) =>
      sql`comment on column ${qualified(from.table)}.${identifier(column)} is ${literal(text)};`,
  )
}

import { formatEnd } from '../../references/make-reference.ts'
import { namesOfReferences } from '../reference-findings.ts'
import { foreignKeySql } from '../reference-sql.ts'
import { referenceRule } from '../reference-rule.ts'
import type { Rule } from '../rule.ts'

/** A column points at a key of its own database, and no foreign key says so. */
export const foreignKeyMissing: Rule = referenceRule({
  name: 'foreign-key-missing',
  severity: 'warning',
  finds: 'A column points at a key of the same database, and no foreign key says so.',
  why: 'Rows can point at keys that are gone, and nobody notices before they are read.',
  verdict: 'no-constraint',
  message: (group) =>
    `${namesOfReferences(group)} point${group.length > 1 ? '' : 's'} at ${formatEnd(group[0].to)} and ${group.length > 1 ? 'have' : 'has'} no foreign key.`,
  cure: (group) => ({
    kind: 'sql',
    purpose: 'Add it; rows that point at nothing have to go first (elenchus references --orphans)',
    text: group.map(foreignKeySql).join('\n'),
  }),
})

import type { DocstringDisagreement } from '../history-facts.ts'
import { revisionRule, revisionsOf } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** The docstring of a revision names another id than its code. */
export const docstringDisagrees: Rule = revisionRule<DocstringDisagreement>({
  name: 'docstring-disagrees',
  severity: 'warning',
  finds: 'The docstring of a revision names another id than its code.',
  why: 'People read the docstring and Alembic reads the code: whoever mends a chain by the docstring breaks it.',
  facts: ({ historyFacts }) => historyFacts.docstrings,
  message: (group) => {
    const names = revisionsOf(group)
    const many = names.length !== 1
    return `the ${many ? 'docstrings' : 'docstring'} of ${countOf(names.length, 'revision')} (${listOf(names)}) ${many ? 'name' : 'names'} other ids than the code.`
  },
  says: ({ field, docstring, code }) =>
    `${labels[field]}: ${docstring || 'nothing'} in the docstring, ${field} = ${code || 'None'} in the code`,
  cures: (group) =>
    group.map(({ field, code, at }) => ({
      kind: 'edit',
      purpose: 'Have the docstring say what the code says',
      at,
      text: `${labels[field]}: ${code}`,
    })),
})

/** How Alembic's template calls them. */
const labels = { revision: 'Revision ID', down_revision: 'Revises' } as const

import type { SwallowedStatements } from '../history-facts.ts'
import { revisionRule, revisionsOf } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** Schema changes whose failure is passed over. */
export const statementsSwallowed: Rule = revisionRule<SwallowedStatements>({
  name: 'statements-swallowed',
  severity: 'warning',
  finds: 'A revision changes the schema within a `try` whose handler goes on.',
  why: 'A statement that fails is recorded as applied. And PostgreSQL refuses all that follows in the transaction, so the handler does not even help.',
  facts: ({ historyFacts }) => historyFacts.swallowed,
  message: (group) => {
    const names = revisionsOf(group)
    return `${countOf(names.length, 'revision')} (${listOf(names)}) ${names.length === 1 ? 'goes' : 'go'} on where a change of the schema fails.`
  },
  says: ({ calls }) => `${calls.join(', ')} in a try that goes on`,
  cures: (group) => [
    {
      kind: 'edit',
      purpose: 'Take the try away; ask first where something may be there already',
      at: group[0].at,
      text: 'if not sa.inspect(op.get_bind()).has_table("…"):',
    },
  ],
})

import type { EnvironmentGate } from '../history-facts.ts'
import { revisionRule, revisionsOf } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** A revision does what its environment says. */
export const environmentGated: Rule = revisionRule<EnvironmentGate>({
  name: 'environment-gated',
  severity: 'warning',
  finds: 'A revision asks its environment what to do.',
  why: 'Two databases can have the same revision recorded and different schemas, and nothing in either of them tells.',
  facts: ({ historyFacts }) => historyFacts.gates,
  message: (group) => {
    const names = revisionsOf(group)
    return `${countOf(names.length, 'revision')} (${listOf(names)}) ${names.length === 1 ? 'asks its' : 'ask their'} environment what to do.`
  },
  says: ({ text }) => `asks the environment; here ${text}`,
  cures: ([{ at }]) => [
    {
      kind: 'edit',
      purpose: 'Do the same on every database; where two databases differ, give each a history',
      at,
      text: 'alembic -n auth upgrade head  # a section of alembic.ini, and version_locations, for each',
    },
  ],
})

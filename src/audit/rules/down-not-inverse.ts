import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import type { TriedDown } from '../history-facts.ts'
import { revisionRule, revisionsOf } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** A way down does not lead back. */
export const downNotInverse: Rule = revisionRule<TriedDown>({
  name: 'down-not-inverse',
  severity: 'warning',
  finds:
    'The way down of a migration fails, or leads elsewhere than where it began. Asked with `--down`.',
  why: 'Who takes it back in a hurry is left with a schema that nobody has described, and the way up fails on it.',
  facts: triedWaysDown,
  causeOf: ({ kind }) => kind,
  message: (group) => {
    const names = revisionsOf(group)
    const verb = {
      failed: ['fails', 'fail'],
      'not-inverse': ['does not lead back', 'do not lead back'],
    }
    const [one, many] = verb[group[0].kind]
    return `the way down of ${countOf(names.length, 'migration')} (${listOf(names)}) ${(names.length === 1 ? one : many) ?? ''}.`
  },
  says: ({ says }) => says.join('; '),
  cures: (_, { database }) => [
    {
      kind: 'command',
      purpose: 'Mend the way down, and see that it leads back',
      text: `elenchus history check --down --only ${shellWord(database)}`,
    },
  ],
})

/** A way down that does nothing, or refuses, is told without having been tried. */
function triedWaysDown({ historyFacts, chain }: DatabaseCase): readonly TriedDown[] {
  const written = new Set(
    chain.flatMap(({ id, wayBack }) => (wayBack.kind === 'written' ? id : [])),
  )
  return historyFacts.downs.filter(({ revision }) => written.has(revision))
}

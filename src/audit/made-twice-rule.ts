import { formatReference } from '../catalogue/object-reference.ts'
import { formatPlace } from '../kernel/place.ts'
import type { MadeTwice } from './history-facts.ts'
import { revisionRule } from './revision-rule.ts'
import type { Rule } from './rule.ts'
import { countOf, listOf } from './sentences.ts'

/** What a rule about objects that are made again says. */
export interface MadeTwiceRule extends Pick<Rule, 'name' | 'severity' | 'finds' | 'why'> {
  readonly isMine: (fact: MadeTwice) => boolean
}

/** Makes a rule about objects that are made while they are there. What one revision repeats is one finding. */
export function madeTwiceRule({ isMine, ...rule }: MadeTwiceRule): Rule {
  return revisionRule<MadeTwice>({
    ...rule,
    facts: ({ historyFacts }) => historyFacts.madeTwice.filter(isMine),
    severityOf: (group) =>
      group.some(({ isConditional }) => !isConditional) ? 'error' : rule.severity,
    causeOf: ({ revision, before }) => `${revision} ${before.revision}`,
    message: (group) => {
      const [{ revision, before }] = group
      const names = group.map(({ object }) => formatReference(object))
      const what =
        names.length === 1
          ? names.join('')
          : `${countOf(names.length, 'object')} (${listOf(names)})`
      const which =
        revision === before.revision ? 'made twice by' : `made by ${before.revision}, and again by`
      return `${what} ${names.length === 1 ? 'is' : 'are'} ${which} ${revision}.`
    },
    says: ({ object, before, isConditional }) =>
      `makes ${formatReference(object)} again${isConditional ? ' if it is not there' : ', which PostgreSQL refuses'}; first made at ${formatPlace(before.at)}`,
    cures: (group) =>
      group.map(({ object, at }) => ({
        kind: 'edit',
        purpose:
          'Delete this statement; where it says more than the first one, alter the object instead',
        at,
        text: `-- not again: ${formatReference(object)}`,
      })),
  })
}

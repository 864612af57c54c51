import { formatReference } from '../catalogue/object-reference.ts'
import { formatPlace } from '../kernel/place.ts'
import type { Cure } from './cure.ts'
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
      group.some(({ second }) => second !== 'passed over') ? 'error' : rule.severity,
    causeOf: ({ revision, before, second }) => `${revision} ${before.revision} ${second}`,
    message: (group) => {
      const [{ revision, before, second }] = group
      const names = group.map(({ object }) => formatReference(object))
      const what =
        names.length === 1
          ? names.join('')
          : `${countOf(names.length, 'object')} (${listOf(names)})`
      const which =
        revision === before.revision ? 'made twice by' : `made by ${before.revision}, and again by`
      return `${what} ${names.length === 1 ? 'is' : 'are'} ${which} ${revision}${tails[second]}.`
    },
    says: ({ object, before, second }) =>
      `makes ${formatReference(object)} again${says[second]}; first made at ${formatPlace(before.at)}`,
    cures: (group) => group.map(cureOf),
  })
}

/** What is only refused in some runs is said so. */
const tails = {
  refused: '',
  'passed over': '',
  remembered: ', which is refused unless one run of Alembic does both',
} as const

const says = {
  refused: ', which PostgreSQL refuses',
  'passed over': ' if it is not there',
  remembered: ', which PostgreSQL refuses unless SQLAlchemy made it in the same run',
} as const

function cureOf({ object, at, second }: MadeTwice): Cure {
  if (second === 'remembered') {
    const name = 'name' in object ? object.name : ''
    return {
      kind: 'edit',
      purpose:
        'Use the type that is there; labels that it lacks come with `alter type … add value`',
      at,
      text: `postgresql.ENUM(name=${JSON.stringify(name)}, create_type=False)`,
    }
  }
  return {
    kind: 'edit',
    purpose:
      'Delete this statement; where it says more than the first one, alter the object instead',
    at,
    text: `-- not again: ${formatReference(object)}`,
  }
}

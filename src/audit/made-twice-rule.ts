import { formatReference } from '../catalogue/object-reference.ts'
import { formatPlace } from '../kernel/place.ts'
import type { DatabaseCase } from './audit-case.ts'
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
    severityOf: (group, subject) =>
      group.some((fact) => isRefused(fact, subject)) ? 'error' : rule.severity,
    causeOf: ({ revision, before, second }) => `${revision} ${before.revision} ${second}`,
    message: (group, subject) => {
      const [{ revision, before, second }] = group
      const names = group.map(({ object }) => formatReference(object))
      const what =
        names.length === 1
          ? names.join('')
          : `${countOf(names.length, 'object')} (${listOf(names)})`
      const which =
        revision === before.revision ? 'made twice by' : `made by ${before.revision}, and again by`
      return `${what} ${names.length === 1 ? 'is' : 'are'} ${which} ${revision}${tails[second]}.${whomItHurts(group[0], subject)}`
    },
    says: ({ object, before, second }) =>
      `makes ${formatReference(object)} again${says[second]}; first made at ${formatPlace(before.at)}`,
    cures: (group) => group.map(cureOf),
  })
}

/** Whether somebody will run it, and PostgreSQL refuse it, as far as is known. */
function isRefused(fact: MadeTwice, subject: DatabaseCase): boolean {
  switch (fact.second) {
    case 'refused':
      return true
    case 'passed over':
      return false
    case 'remembered':
      return !isApplied(fact, subject)
  }
}

function isApplied({ revision }: MadeTwice, { chain }: DatabaseCase): boolean {
  return chain.some(
    ({ id, state }) => id === revision && (state === 'applied' || state === 'changed'),
  )
}

/** What is applied is not run again there: the next to run it is another database, or who goes back. */
function whomItHurts(fact: MadeTwice, subject: DatabaseCase): string {
  const { revision, second } = fact
  if (second !== 'remembered' || !isApplied(fact, subject)) return ''
  return ` ${subject.database} has it already: it hurts a new database that is brought up in several runs, and who takes ${revision} back and applies it again.`
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

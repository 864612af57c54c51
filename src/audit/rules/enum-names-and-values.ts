import { driftRule } from '../drift-rule.ts'
import type { DatabaseCase } from '../audit-case.ts'
import type { Cure } from '../cure.ts'
import type { ModelEnum } from '../model-facts.ts'
import type { Rule } from '../rule.ts'
import { listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'
import { namesForValues } from '../topic-in-case.ts'
import type { Verdict } from '../../compare/verdict.ts'

/** Models send the names of an enum's members where the database has their values. */
export const enumNamesAndValues: Rule = driftRule({
  name: 'enum-names-and-values',
  topic: 'enum-names',
  family: 'models',
  severity: 'error',
  finds:
    'The models send the names of an enum’s members, and the database has their values, or the other way round.',
  why: 'SQLAlchemy writes the names unless it is told otherwise: every insert is refused, and no row can be read.',
  sentence: (group, subject) => {
    const names = listOf(group.map(({ object }) => objectPath(object)))
    const first = madeOf(group, subject)
    const sent = first && isOfNames(first) ? 'names' : 'values'
    const there = sent === 'names' ? 'values' : 'names'
    return `the models send the ${sent} of the members of ${names}, and the database has their ${there}`
  },
  cures: (group, subject) => {
    const made = madeOf(group, subject)
    return made === null ? [] : [cureOf(made)]
  },
})

function madeOf([first]: readonly Verdict[], subject: DatabaseCase): ModelEnum | null {
  return first === undefined ? null : namesForValues(first, subject)
}

function isOfNames({ labels, members }: ModelEnum): boolean {
  const names = new Set(members?.map(({ name }) => name))
  return labels.every((label) => names.has(label))
}

function cureOf(made: ModelEnum): Cure {
  return {
    kind: 'edit',
    purpose: isOfNames(made) ? 'Have it send the values' : 'Have it send the names',
    at: made.at,
    text: isOfNames(made)
      ? 'Enum(…, values_callable=lambda members: [member.value for member in members])'
      : 'Enum(…)  # without values_callable',
  }
}

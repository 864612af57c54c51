import { formatName } from '../../catalogue/qualified-name.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { saidByCode } from '../model-findings.ts'
import type { ModelEnum } from '../model-facts.ts'
import { groupsOf, type FactGroup } from '../revision-rule.ts'
import type { Found, Rule } from '../rule.ts'

/** Two enums of the models have one name and different labels. */
export const enumTwoLabelLists: Rule = {
  name: 'enum-two-label-lists',
  family: 'models',
  severity: 'error',
  finds: 'Two enums of the models have one name and different labels.',
  why: 'The database has one type of a name: labels of the other one are refused when they are written.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne({ database, modelFacts: { enums } }: DatabaseCase): readonly Found[] {
  return groupsOf(enums, ({ type }) => formatName(type)).flatMap((group) => {
    const lists = groupsOf(group, labelsOf).map(([one]) => one)
    const [first, second] = lists
    return first && second ? [foundOf(database, [first, second, ...lists.slice(2)])] : []
  })
}

function labelsOf({ labels }: ModelEnum): string {
  return labels.join(', ')
}

function foundOf(database: string, lists: FactGroup<ModelEnum>): Found {
  const [{ type }] = lists
  const path = formatName(type)
  const all = new Set(lists.flatMap(({ labels }) => labels))
  return {
    database,
    culprit: 'code',
    message: `the enum ${path} has ${lists.length} lists of labels in the models: ${lists.map((one) => `(${labelsOf(one)})`).join(' and ')}.`,
    subjects: [
      { kind: 'object', database, object: { kind: 'type', ...type }, attribute: 'labels' },
    ],
    evidence: lists.map((one) => saidByCode(path, labelsOf(one), one.at)),
    cures: [
      {
        kind: 'edit',
        purpose: 'Make one enum of them, or give the second one a name of its own',
        at: lists.at(-1)?.at ?? null,
        text: `Enum(${[...all].map((label) => JSON.stringify(label)).join(', ')}, name=${JSON.stringify(type.name)})`,
      },
    ],
  }
}

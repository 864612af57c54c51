import { formatName } from '../../catalogue/qualified-name.ts'
import { formatPlace } from '../../kernel/place.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { saidByCode, tableSubject } from '../model-findings.ts'
import type { ModelFact } from '../model-facts.ts'
import { groupsOf } from '../revision-rule.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf } from '../sentences.ts'

/** Several models declare one table. */
export const twoModelsOneTable: Rule = {
  name: 'two-models-one-table',
  family: 'models',
  severity: 'warning',
  finds: 'Several models declare one table.',
  why: 'Each has its own columns and types: what the one writes the other cannot read, and a change of one is forgotten in the other.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne({ database, modelFacts: { models } }: DatabaseCase): readonly Found[] {
  return groupsOf(models, ({ table }) => formatName(table)).flatMap((all) => {
    // A module that is imported under two names declares its models once.
    const group = groupsOf(all, ({ at }) => formatPlace(at)).map(([one]) => one)
    const [first, second] = group
    if (first === undefined || second === undefined) return []
    return [foundOf(database, { first, second, group })]
  })
}

interface Rivals {
  readonly first: ModelFact
  readonly second: ModelFact
  readonly group: readonly ModelFact[]
}

function foundOf(database: string, { first, second, group }: Rivals): Found {
  const path = formatName(first.table)
  return {
    database,
    culprit: 'code',
    message: `table ${path} is declared ${countOf(group.length, 'time')}: by ${group.map(called).join(' and by ')}.`,
    subjects: [tableSubject(database, first.table)],
    evidence: group.map((model) =>
      saidByCode(path, `declared by ${called(model)}, of ${model.metadata}`, model.at),
    ),
    cures: [
      {
        kind: 'edit',
        purpose: 'Keep one of them, and use it in place of the other',
        at: second.at,
        text: `from ${first.module} import ${first.className ?? '…'}`,
      },
    ],
  }
}

function called({ className, module }: ModelFact): string {
  return className === null ? module : `${module}.${className}`
}

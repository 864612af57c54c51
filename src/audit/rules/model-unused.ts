import { formatName } from '../../catalogue/qualified-name.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { modelName, saidByCode, tableSubject } from '../model-findings.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** Models that nothing speaks of. */
export const modelUnused: Rule = {
  name: 'model-unused',
  family: 'models',
  severity: 'note',
  finds: 'Nothing in the project speaks of a model besides what declares and imports it.',
  why: 'Its table is kept, migrated and backed up for nobody, or the code that was to use it was never written.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne({ database, modelFacts }: DatabaseCase): readonly Found[] {
  const unused = modelFacts.models.filter(({ isUsed }) => isUsed === false)
  const [first] = unused
  if (first === undefined) return []
  return [
    {
      database,
      culprit: null,
      message: `${countOf(unused.length, 'model')} (${listOf(unused.map(modelName))}) ${unused.length === 1 ? 'is' : 'are'} used nowhere in the project.`,
      subjects: unused.map(({ table }) => tableSubject(database, table)),
      evidence: unused.map(({ table, at }) =>
        saidByCode(formatName(table), 'named nowhere but where it is declared and imported', at),
      ),
      cures: [
        {
          kind: 'edit',
          purpose: 'Use it; or, where nobody needs its rows, delete the model and drop its table',
          at: first.at,
          text: `class ${first.className ?? first.table.name}`,
        },
      ],
    },
  ]
}

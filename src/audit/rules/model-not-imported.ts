import { formatName } from '../../catalogue/qualified-name.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import { certain } from '../drift-rule.ts'
import { unimportedModels } from '../left-out-models.ts'
import { modelName, saidByCode, tableSubject } from '../model-findings.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'

/** Models that nobody imports where migrations are generated. */
export const modelNotImported: Rule = {
  name: 'model-not-imported',
  family: 'models',
  severity: 'warning',
  finds: 'A module with models is not imported by env.py. An error where tables of it are missing.',
  why: 'A model that was not imported does not exist for the tool: no migration is generated for it, and where its table is there the next one drops it.',
  check: (whole) => whole.databases.flatMap((subject) => checkOne(subject, whole)),
}

function checkOne(subject: DatabaseCase, whole: AuditCase): readonly Found[] {
  const models = unimportedModels(subject)
  if (models.length === 0) return []
  const { database, modelFacts } = subject
  const lacking = new Set(
    certain('untracked-model', subject, whole).map(({ object }) => objectPath(object)),
  )
  const isLacking = models.some(({ table }) => lacking.has(formatName(table)))
  const modules = [...new Set(models.map(({ module }) => module))]
  const at = modelFacts.autogenerate?.at ?? null
  return [
    {
      database,
      severity: isLacking ? 'error' : 'warning',
      culprit: 'code',
      message: `${countOf(modules.length, 'module')} with models (${listOf(modules)}) ${modules.length === 1 ? 'is' : 'are'} not imported where migrations are generated: ${listOf(models.map(modelName))}.`,
      subjects: models.map(({ table }) => tableSubject(database, table)),
      evidence: models.map(({ table, module, at: place }) =>
        saidByCode(
          formatName(table),
          `declared in ${module}, which is not imported${lacking.has(formatName(table)) ? '; no migration makes it' : ''}`,
          place,
        ),
      ),
      cures: [
        {
          kind: 'edit',
          purpose: 'Import them before target_metadata is set',
          at,
          text: modules.map((module) => `import ${module}  # noqa: F401`).join('\n'),
        },
      ],
    },
  ]
}

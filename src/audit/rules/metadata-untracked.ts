import { formatName } from '../../catalogue/qualified-name.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import { certain } from '../drift-rule.ts'
import { untrackedMetadatas, type UntrackedMetadata } from '../left-out-models.ts'
import { modelName, saidByCode, tableSubject, targetLines } from '../model-findings.ts'
import type { ModelFact } from '../model-facts.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'

/** Migrations are not generated from a metadata that has models. */
export const metadataUntracked: Rule = {
  name: 'metadata-untracked',
  family: 'models',
  severity: 'warning',
  finds:
    'A metadata with models is not in `target_metadata`. An error where tables of it are missing.',
  why: 'No migration is ever generated for its models, and where their tables are there the next one drops them.',
  check: (whole) =>
    whole.databases.flatMap((subject) =>
      untrackedMetadatas(subject).map((one) => foundOf(one, subject, whole)),
    ),
}

function foundOf(
  { metadata, models }: UntrackedMetadata,
  subject: DatabaseCase,
  whole: AuditCase,
): Found {
  const { database, modelFacts } = subject
  const lacking = new Set(
    certain('untracked-model', subject, whole).map(({ object }) => objectPath(object)),
  )
  const without = models.filter(({ table }) => lacking.has(formatName(table)))
  const tracked = modelFacts.metadatas.filter(({ isTracked }) => isTracked === true)
  const lines = [
    ...targetLines([...tracked, metadata]),
    // A module that the metadata itself is imported from is imported with it.
    ...[...new Set(models.map(({ module }) => module))]
      .filter((module) => !metadata.name.startsWith(`${module}:`))
      .map((module) => `import ${module}  # noqa: F401`),
  ]
  return {
    database,
    severity: without.length > 0 ? 'error' : 'warning',
    culprit: 'code',
    message: `migrations are not generated from ${metadata.name}, which has ${countOf(models.length, 'model')} (${listOf(models.map(modelName))})${consequence(without, models.length)}.`,
    subjects: models.map(({ table }) => tableSubject(database, table)),
    evidence: [
      saidByCode(metadata.name, 'not in target_metadata', modelFacts.autogenerate?.at ?? null),
      ...models.map((model) =>
        saidByCode(formatName(model.table), saysOf(model, lacking), model.at),
      ),
    ],
    cures: [
      {
        kind: 'edit',
        purpose: 'Have migrations generated from it too',
        at: modelFacts.autogenerate?.at ?? null,
        text: lines.join('\n'),
      },
    ],
  }
}

function consequence(without: readonly ModelFact[], all: number): string {
  if (without.length === 0) return ''
  return without.length === all
    ? `; no migration makes ${all === 1 ? 'its table' : 'their tables'}`
    : `; no migration makes the tables of ${without.length} of them`
}

function saysOf({ table, className }: ModelFact, lacking: ReadonlySet<string>): string {
  const declared = className === null ? 'declared' : `declared by ${className}`
  return lacking.has(formatName(table)) ? `${declared}; no migration makes it` : declared
}

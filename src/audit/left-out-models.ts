import { formatName } from '../catalogue/qualified-name.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { MetadataFact, ModelFact } from './model-facts.ts'

/** A metadata that migrations are not generated from, with its models. */
export interface UntrackedMetadata {
  readonly metadata: MetadataFact
  readonly models: readonly [ModelFact, ...ModelFact[]]
}

/** The metadatas that migrations are not generated from, though migrations are generated. */
export function untrackedMetadatas({ modelFacts }: DatabaseCase): readonly UntrackedMetadata[] {
  const { autogenerate, metadatas, models } = modelFacts
  if (autogenerate === null) return []
  return metadatas.flatMap((metadata) => {
    const [first, ...more] = models.filter((one) => one.metadata === metadata.name)
    if (metadata.isTracked !== false || first === undefined) return []
    return [{ metadata, models: [first, ...more] }]
  })
}

/** Models of a tracked metadata that nobody imports where migrations are generated. */
export function unimportedModels({ modelFacts }: DatabaseCase): readonly ModelFact[] {
  const { autogenerate, metadatas, models } = modelFacts
  if (autogenerate === null) return []
  const tracked = new Set(
    metadatas.filter(({ isTracked }) => isTracked === true).map(({ name }) => name),
  )
  return models.filter(({ metadata, isImported }) => isImported === false && tracked.has(metadata))
}

/** Whether all models of a table are left out where migrations are generated. */
export function isLeftOut(table: string, subject: DatabaseCase): boolean {
  const out = new Set([
    ...untrackedMetadatas(subject).flatMap(({ models }) => models),
    ...unimportedModels(subject),
  ])
  const own = subject.modelFacts.models.filter((one) => formatName(one.table) === table)
  return own.length > 0 && own.every((one) => out.has(one))
}

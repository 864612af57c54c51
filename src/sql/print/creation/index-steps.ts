import { tableKey } from '../../../catalogue/table-key.ts'
import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../../catalogue/qualified-name.ts'
import type { Table } from '../../../catalogue/table.ts'
import type { TableIndex } from '../../../catalogue/table-index.ts'
import { setClustering } from '../index-choice.ts'
import { attachIndex, createIndex } from '../table-index.ts'
import { parentsOf, tablesBelow, type CreationContext } from './creation-context.ts'
import { attachmentKey, stepFor, type Step } from './step.ts'

/** The steps that make a table's indexes, tie those of partitions to their parents', and choose one. */
export function indexSteps(table: Table, context: CreationContext): readonly Step[] {
  return table.indexes
    .filter((index) => isMakeable(table, index, context))
    .flatMap((index) => [
      indexStep(table, index, context),
      ...shareSteps(table, index, context),
      ...clusteringSteps(table, index),
    ])
}

/**
 * Whether an index can be made as it is. One that is not valid cannot, unless it is that of a
 * partitioned table, of which some partition lacks its share.
 */
export function isMakeable(table: Table, index: TableIndex, context: CreationContext): boolean {
  if (table.partitionKey === null) return index.valid
  const partitions = tablesBelow(table, context)
  const complete = partitions.every((partition) =>
    partition.indexes.some((share) => isShareOf(share, table, index) && share.valid),
  )
  return index.valid === complete
}

function isShareOf({ partitionOf }: TableIndex, table: Table, index: TableIndex): boolean {
  return partitionOf?.schema === table.schema && partitionOf.name === index.name
}

function indexStep(table: Table, index: TableIndex, context: CreationContext): Step {
  const below = tablesBelow(table, context).map((child) => attachmentKey(tableKey(child)))
  return stepFor(indexReference(table, index.name), 'index', {
    statements: createIndex(index, table, { only: table.partitionKey !== null }),
    needs: [tableKey(table), ...below],
  })
}

function shareSteps(table: Table, index: TableIndex, context: CreationContext): readonly Step[] {
  const { partitionOf } = index
  const [parent] = parentsOf(table, context)
  if (partitionOf === null || parent === undefined) return []
  const object = indexReference(table, index.name)
  return [
    stepFor(object, 'index-share', {
      statements: attachIndex(partitionOf, { schema: table.schema, name: index.name }),
      makes: [],
      bears: [],
      needs: [
        referenceKey(object),
        referenceKey(indexReference(parent, partitionOf.name)),
        attachmentKey(tableKey(table)),
      ],
    }),
  ]
}

function clusteringSteps(table: Table, { name, clustered }: TableIndex): readonly Step[] {
  if (!clustered) return []
  const object = indexReference(table, name)
  return [
    stepFor(object, 'choice', {
      statements: setClustering(table, name),
      makes: [],
      bears: [],
      needs: [referenceKey(object)],
    }),
  ]
}

function indexReference(
  { schema, name: relation }: QualifiedName,
  name: string,
): ReferenceTo<'index'> {
  return { kind: 'index', schema, relation, name }
}

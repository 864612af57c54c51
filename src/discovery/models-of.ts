import { pathWithin } from '../history/alembic/join-path.ts'
import { groupBy } from '../kernel/group-by.ts'
import { compareText } from '../kernel/ordering.ts'
import type { Models } from '../settings/application.ts'
import type { FoundMetadata, FoundModel } from './discovery.ts'

/** Models as settings would name them: those of one project and one database together. */
export function modelsOf(metadatas: readonly FoundMetadata[]): readonly Models[] {
  const shared = metadatas.filter(isShared)
  const placed = metadatas.filter(
    (one) =>
      !isShared(one) &&
      (one.database !== null || one.models.some(({ database }) => database !== null)),
  )
  const groups = groupBy(placed, ({ root, database }) => `${root}\0${database ?? ''}`)
  return [
    ...Array.from(groups.values(), (group) => entryOf(group, group[0].database)),
    ...shared.flatMap(sharesOf),
  ]
}

/** Whether several histories have its tables. */
function isShared({ database, trackedBy }: FoundMetadata): boolean {
  return database === null && trackedBy.length > 1
}

function entryOf(
  group: readonly [FoundMetadata, ...FoundMetadata[]],
  database: string | null,
): Models {
  const [{ root }] = group
  const files = new Set(
    group.flatMap(({ sources }) => sources.map((file) => pathWithin(file, root))),
  )
  return {
    reader: 'sqlalchemy',
    root,
    files: [...files].sort(compareText),
    metadata: group.flatMap(({ names }) => names.slice(0, 1)).sort(compareText),
    tables: null,
    database,
    sharedBy: [],
  }
}

/** An entry for the tables of each database, and one for those that several may have. */
function sharesOf(metadata: FoundMetadata): readonly Models[] {
  const whole = entryOf([metadata], null)
  const keyOf = ({ database, sharedBy }: FoundModel): string =>
    database === null ? sharedBy.join(' ') : `${database}:`
  const groups = groupBy(metadata.models, keyOf)
  return Array.from(groups.values(), (own): Models => {
    const [{ database, sharedBy }] = own
    const others = metadata.models.filter((one) => keyOf(one) !== keyOf(own[0]))
    return { ...whole, database, sharedBy, tables: patternsOf(own, others) }
  })
}

/** `billing.*` where no other has tables of the schema; else each by its name. */
function patternsOf(own: readonly FoundModel[], others: readonly FoundModel[]): readonly string[] {
  const taken = new Set(others.map(({ schema }) => schema))
  const patterns = own.map(({ schema, table }) =>
    [...(schema === null ? [] : [schema]), taken.has(schema) ? table : '*'].join('.'),
  )
  return [...new Set(patterns)].sort(compareText)
}

import type { Catalogue } from './catalogue.ts'
import { formatName } from './qualified-name.ts'

/** A catalogue without some of its tables, and without what belongs to them. */
export function withoutTables(catalogue: Catalogue, isGone: (path: string) => boolean): Catalogue {
  return {
    ...catalogue,
    tables: catalogue.tables.filter((table) => !isGone(formatName(table))),
    sequences: catalogue.sequences.filter(
      ({ ownedBy }) =>
        ownedBy === null || !isGone(formatName({ schema: ownedBy.schema, name: ownedBy.table })),
    ),
    statistics: catalogue.statistics.filter(({ table }) => !isGone(formatName(table))),
  }
}

import { partKey } from '../../catalogue/table-key.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { TableIndex } from '../../catalogue/table-index.ts'
import type { Planning } from './planning.ts'
import { filledKey } from './step-keys.ts'

/** How an index is built before the columns that it is on take their places. */
export interface SecondColumns {
  /** Whether any of the columns is expanded. */
  readonly isUsed: boolean
  /** What must be there before the index is built. */
  readonly needs: readonly string[]
  /** The index on the second columns. */
  readonly index: (index: TableIndex) => TableIndex
}

/** The name that the second column has until it takes the place of the first. */
export function secondName(column: string, { spareName }: Pick<Planning, 'spareName'>): string {
  return spareName(column, '(new)')
}

/** Looks which of the columns of an index are expanded. */
export function secondColumns(
  table: QualifiedName,
  columns: readonly string[],
  planning: Planning,
): SecondColumns {
  const { fates } = planning
  const expanded = columns.filter((name) => fates.expanded.has(partKey('column', table, name)))
  const rename = (name: string): string =>
    expanded.includes(name) ? secondName(name, planning) : name
  return {
    isUsed: expanded.length > 0,
    needs: expanded.map((name) => filledKey(partKey('column', table, name))),
    index: (index) => ({
      ...index,
      keys: index.keys.map((key) =>
        key.on.kind === 'column'
          ? { ...key, on: { kind: 'column', name: rename(key.on.name) } }
          : key,
      ),
      include: index.include.map(rename),
    }),
  }
}

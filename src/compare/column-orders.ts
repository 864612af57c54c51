import type { Catalogue } from '../catalogue/catalogue.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import { referenceKey, type ReferenceTo } from '../catalogue/object-reference.ts'

/** A table whose columns stand in another order on each side. PostgreSQL cannot reorder columns. */
export interface ColumnOrder {
  readonly kind: 'column-order'
  readonly table: ReferenceTo<'table'>
  /** The columns that both sides have, in the order of the left one. */
  readonly left: readonly string[]
  readonly right: readonly string[]
}

/** The tables whose common columns stand in another order: worth a note, never a difference. */
export function columnOrders(left: Catalogue, right: Catalogue): readonly ColumnOrder[] {
  const rightTables = new Map(right.tables.map((table) => [referenceKey(toTable(table)), table]))
  return left.tables.flatMap((table) => {
    const reference = toTable(table)
    const other = rightTables.get(referenceKey(reference))
    const orders = other && differentOrders(names(table.columns), names(other.columns))
    return orders ? [{ kind: 'column-order', table: reference, ...orders }] : []
  })
}

function toTable({ schema, name }: QualifiedName): ReferenceTo<'table'> {
  return { kind: 'table', schema, name }
}

/** What both lists have, in the order of each; null where that is one order. */
export function differentOrders(
  left: readonly string[],
  right: readonly string[],
): Pick<ColumnOrder, 'left' | 'right'> | null {
  const [inLeft, inRight] = [new Set(left), new Set(right)]
  const ofLeft = left.filter((name) => inRight.has(name))
  const ofRight = right.filter((name) => inLeft.has(name))
  const same = ofLeft.every((name, index) => name === ofRight[index])
  return same ? null : { left: ofLeft, right: ofRight }
}

function names(items: readonly { readonly name: string }[]): readonly string[] {
  return items.map(({ name }) => name)
}

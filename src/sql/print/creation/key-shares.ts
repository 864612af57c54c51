import type { Table } from '../../../catalogue/table.ts'
import { isKey, keyContent, type Key } from '../key-content.ts'
import { parentsOf, type CreationContext } from './creation-context.ts'

/** A key of a partition that is the share of a key of its parent. */
export interface KeyShare {
  readonly parent: Table
  /** The parent's key. */
  readonly original: Key
  readonly share: Key
}

/**
 * Which inherited keys of a partition are the shares of which keys of its parent. The catalogue
 * does not say; where several keys are alike, any pairing gives the same catalogue.
 */
export function keyShares(table: Table, context: CreationContext): readonly KeyShare[] {
  const [parent] = table.partitionOf === null ? [] : parentsOf(table, context)
  if (parent === undefined) return []
  const free = new Set(keysOf(table).filter(({ inherited }) => inherited))
  return keysOf(parent).flatMap((original) => {
    const share = [...free].find((key) => isShare(key, original))
    if (share === undefined) return []
    free.delete(share)
    return [{ parent, original, share }]
  })
}

function keysOf({ constraints }: Table): readonly Key[] {
  return constraints.filter(isKey)
}

function isShare(left: Key, right: Key): boolean {
  return left.kind === right.kind && keyContent(left) === keyContent(right)
}

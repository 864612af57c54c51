import type { UndescribedObject } from '../catalogue/catalogue.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { ReadRows } from './introspect-query.ts'

/** Reads kind and identity of everything that the catalogue has no words for, sorted by both. */
export async function introspectUndescribed(read: ReadRows): Promise<readonly UndescribedObject[]> {
  const rows = await read<{ readonly kind: string; readonly identity: string }>('undescribed')
  const objects = rows.map(({ kind, identity }): UndescribedObject => ({
    kind: 'undescribed',
    objectKind: kind,
    identity,
  }))
  return sortedBy(objects, ({ objectKind, identity }) => `${objectKind}\0${identity}`)
}

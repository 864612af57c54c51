import type { Catalogue } from '../catalogue/catalogue.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import { objectsOf, type CatalogueObject } from '../compare/catalogue-object.ts'
import type { RenameRequest } from './rename-request.ts'

/** Whether the new schema has what an object is to be called, its table or type perhaps renamed too. */
export function hasTarget(
  object: CatalogueObject,
  request: RenameRequest,
  { requests, to }: { readonly requests: readonly RenameRequest[]; readonly to: Catalogue },
): boolean {
  const { reference } = object
  if (reference.kind === 'undescribed') return false
  const objects = objectsOf(to)
  const [schema = '', whole = '', part] = request.path
  const wholes = [whole, newNameOf([schema, whole], requests) ?? whole]
  if (object.kind === 'type' && part !== undefined) {
    return wholes.some((name) => {
      const found = objects.get(referenceKey({ kind: 'type', schema, name }))
      const isEnum = found?.kind === 'type' && found.described.kind === 'enum'
      return isEnum && found.described.labels.includes(request.to)
    })
  }
  if (!('relation' in reference)) {
    return objects.has(referenceKey({ ...reference, name: request.to }))
  }
  return wholes.some((relation) =>
    objects.has(referenceKey({ ...reference, relation, name: request.to })),
  )
}

/** The same renames for the way back. */
export function reversedRenames(requests: readonly RenameRequest[]): readonly RenameRequest[] {
  return requests.map(({ path, to, text }) => {
    const [schema = '', whole = '', part] = path
    if (part === undefined) return { path: [schema, to], to: whole, text }
    return { path: [schema, newNameOf([schema, whole], requests) ?? whole, to], to: part, text }
  })
}

function newNameOf(
  [schema, name]: readonly [string, string],
  requests: readonly RenameRequest[],
): string | null {
  const found = requests.find(
    ({ path }) => path.length === 2 && path[0] === schema && path[1] === name,
  )
  return found?.to ?? null
}

import type { ObjectRights, Rights, RightsReference } from '../catalogue/object-rights.ts'
import type { RenameRequest } from './rename-request.ts'

/** Owners and privileges by the names that objects have once they are renamed; in the same order. */
export function renamedRights(rights: Rights, requests: readonly RenameRequest[]): Rights {
  const objects = rights.objects.map((each) => ({ ...each, object: renamed(each, requests) }))
  return { ...rights, objects }
}

function renamed({ object }: ObjectRights, requests: readonly RenameRequest[]): RightsReference {
  const { schema, name } = object
  switch (object.kind) {
    case 'column':
    case 'view-column': {
      const { relation } = object
      return {
        ...object,
        relation: newName([schema, relation], requests) ?? relation,
        name: newName([schema, relation, name], requests) ?? name,
      }
    }
    case 'table':
    case 'view':
    case 'sequence':
    case 'type':
      return { ...object, name: newName([schema, name], requests) ?? name }
    case 'routine':
    case 'aggregate':
    case 'statistics':
      return object
  }
}

function newName(path: readonly string[], requests: readonly RenameRequest[]): string | null {
  const found = requests.find(
    (request) =>
      request.path.length === path.length && path.every((part, at) => part === request.path[at]),
  )
  return found?.to ?? null
}

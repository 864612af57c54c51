import { expect, test } from 'vitest'
import type { RightsReference } from '../catalogue/object-rights.ts'
import { parseRename } from './rename-request.ts'
import { renamedRights } from './renamed-rights.ts'

const renamed = (
  object: RightsReference,
  ...renames: readonly string[]
): RightsReference | undefined => {
  const objects = [{ object, owner: 'o', granted: [], revoked: [] }]
  return renamedRights({ objects, defaults: [] }, renames.map(parseRename)).objects[0]?.object
}

test('a column is found by the new names of its table and of itself', () => {
  const column = { kind: 'column', schema: 'public', relation: 'a', name: 'b' } as const
  expect(renamed(column, 'public.a=x', 'public.a.b=y')).toEqual({
    ...column,
    relation: 'x',
    name: 'y',
  })
  expect(renamed(column, 'public.a=x')).toEqual({ ...column, relation: 'x' })
  expect(renamed(column, 'public.z.b=y')).toEqual(column)
})

test('a view is found by its new name, and a routine of the old name is not it', () => {
  const view = { kind: 'view', schema: 'public', name: 'a' } as const
  const routine = { ...view, kind: 'routine', identityArguments: '' } as const
  expect(renamed(view, 'public.a=x')).toEqual({ ...view, name: 'x' })
  expect(renamed(view, 'other.a=x')).toEqual(view)
  expect(renamed(routine, 'public.a=x')).toEqual(routine)
})

import { expect, test } from 'vitest'
import { parseRename } from './rename-request.ts'
import { reversedRenames } from './rename-target.ts'

test('renames are turned round with their tables', () => {
  const there = ['public.users=people', 'public.users.name=full_name', 'app.a.b=c'].map(parseRename)
  const back = reversedRenames(there)
  expect(back.map(({ path, to }) => `${path.join('.')}=${to}`)).toEqual([
    'public.people=users',
    'public.people.full_name=name',
    'app.a.c=b',
  ])
  const again = reversedRenames(back).map(({ path, to }) => ({ path, to }))
  expect(again).toEqual(there.map(({ path, to }) => ({ path, to })))
})

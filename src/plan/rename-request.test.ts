import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../kernel/user-error.ts'
import { parseRename } from './rename-request.ts'

describe('parseRename', () => {
  test.each([
    ['public.users=people', ['public', 'users'], 'people'],
    ['public.users.name=full_name', ['public', 'users', 'name'], 'full_name'],
    ['public."a.b"."c=d"="e""f"', ['public', 'a.b', 'c=d'], 'e"f'],
    ['app.x; drop table y=z', ['app', 'x; drop table y'], 'z'],
    ["public.mood.it's=it is", ['public', 'mood', "it's"], 'it is'],
    ['public.mood."a"=""', ['public', 'mood', 'a'], ''],
  ])('%s', (text, path, to) => {
    expect(parseRename(text)).toEqual({ path, to, text })
  })

  test.each([
    '',
    'users',
    'users=people',
    'public.users',
    'public.users=',
    'public.users=a=b',
    'public.users=a.b',
    'a.b.c.d=e',
    'public..users=a',
    '.users=a',
    'public.users.=a',
    '"public.users=a',
    'public.us"ers=a',
    'public."a"b=c',
  ])('"%s" names no object and its new name', (text) => {
    expect(() => parseRename(text)).toThrow(UserError)
  })

  test('reads whatever name stands in double quotes', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' })
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 3 }), name, (path, to) => {
        const text = `${path.map(quoted).join('.')}=${quoted(to)}`
        expect(parseRename(text)).toEqual({ path, to, text })
      }),
    )
  })
})

import { expect, test } from 'vitest'
import { interpolate, readIniFile } from './ini-file.ts'

test('sections have their options, and those of DEFAULT', () => {
  const sections = readIniFile(
    '# a comment\n[DEFAULT]\nroot = %(here)s/db\n\n[one]\nName: first\nlong = a\n  b\n; no\n[two]\nroot = other\n',
  )
  expect(Object.fromEntries(sections.get('one') ?? [])).toEqual({
    root: '%(here)s/db',
    name: 'first',
    long: 'a\nb',
  })
  expect(sections.get('two')?.get('root')).toBe('other')
})

test('names are filled in, also within each other, and percent signs stand twice', () => {
  const names = new Map([
    ['here', '/srv'],
    ['root', '%(here)s/db'],
  ])
  expect(interpolate('%(root)s/versions 100%% %(nobody)s', names)).toBe(
    '/srv/db/versions 100% %(nobody)s',
  )
})

test('a name that names itself ends', () => {
  expect(interpolate('%(a)s', new Map([['a', '%(a)s']]))).toBe('%(a)s')
})

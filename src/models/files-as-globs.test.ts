import fc from 'fast-check'
import { expect, test } from 'vitest'
import { globPattern } from '../kernel/glob-pattern.ts'
import { filesAsGlobs, type MetFile } from './files-as-globs.ts'

/** Files that a reader meets: those that declare models, and others. */
function met(declaring: readonly string[], others: readonly string[] = []): readonly MetFile[] {
  return [
    ...declaring.map((file) => ({ file, isDeclaring: true })),
    ...others.map((file) => ({ file, isDeclaring: false })),
  ]
}

const models = ['app/models/a.py', 'app/models/b.py', 'app/models/old/c.py']

test('all files of a folder are one pattern, whatever makes it a package', () => {
  expect(filesAsGlobs(models, met(models, ['app/models/__init__.py', 'app/main.py']))).toEqual([
    'app/models/**/*.py',
  ])
})

test('files of one name in many folders are one pattern', () => {
  const files = ['app/a/models.py', 'app/b/models.py', 'app/c/models.py']
  const others = ['app/a/views.py', 'app/b/views.py', 'app/c/views.py']
  expect(filesAsGlobs([...files, 'app/base.py'], met([...files, 'app/base.py'], others))).toEqual([
    'app/*/models.py',
    'app/base.py',
  ])
})

test('what else declares models is not taken in: a narrower pattern, or the files themselves', () => {
  const more = [...models, 'app/models/d.py']
  expect(filesAsGlobs(more, met([...more, 'app/models/tests/e.py']))).toEqual([
    'app/models/*.py',
    'app/models/old/c.py',
  ])
  expect(filesAsGlobs(models, met([...models, 'app/models/e.py']))).toEqual(models)
})

test('two files, and a folder that is mostly of other things, are named one by one', () => {
  expect(filesAsGlobs(['app/models/a.py', 'app/models/b.py'], met(models.slice(0, 2)))).toEqual(
    models.slice(0, 2),
  )
  const scripts = ['1', '2'].map((name) => `app/models/script${name}.py`)
  expect(filesAsGlobs(models, met(models, scripts))).toEqual(models)
})

test('what no reader meets is left out, and kept where nothing is met', () => {
  expect(filesAsGlobs(['alembic/env.py', ...models], met(models))).toEqual(['app/models/**/*.py'])
  expect(filesAsGlobs(['alembic/env.py'], met(models))).toEqual(['alembic/env.py'])
})

test('the patterns match all of the files, and nothing else that declares models', () => {
  const name = fc.constantFrom('a', 'b', 'models')
  const path = fc
    .tuple(fc.array(name, { maxLength: 3 }), name)
    .map(([folders, file]) => [...folders, `${file}.py`].join('/'))
  const files = fc.uniqueArray(
    fc.record({ file: path, isDeclaring: fc.boolean(), isMeant: fc.boolean() }),
    {
      selector: ({ file }) => file,
      maxLength: 30,
    },
  )
  fc.assert(
    fc.property(files, (all) => {
      const meant = all.filter(({ isMeant }) => isMeant).map(({ file }) => file)
      const patterns = filesAsGlobs(meant, all).map(globPattern)
      const matched = all.filter(({ file }) => patterns.some((pattern) => pattern.test(file)))
      const names = matched.map(({ file }) => file)
      expect(meant.filter((file) => !names.includes(file))).toEqual([])
      expect(matched.filter(({ isDeclaring, isMeant }) => isDeclaring && !isMeant)).toEqual([])
    }),
  )
})

import { expect, test } from 'vitest'
import { readingOf } from '../../tests/support/declared-models.ts'
import { memoryFiles } from '../../tests/support/memory-files.ts'
import { UserError } from '../kernel/user-error.ts'
import { declaresModels, readSources } from './python-sources.ts'

const table = 'from sqlalchemy import *\nTable("t", MetaData(), Column("a", Integer))\n'

test('environments, migrations and hidden folders are no sources', async () => {
  const files = memoryFiles({
    'app/models.py': table,
    'migrations/versions/one.py': table,
    'app/db/env.py': table,
    'app/db/versions/two.py': table,
    'app/migrations/mixins.py': table,
    '.venv/lib/a.py': table,
    'own/pyvenv.cfg': '',
    'own/b.py': table,
  })
  const { modules } = await readSources(files, '.')
  expect([...modules.keys()].toSorted()).toEqual(['app.migrations.mixins', 'app.models'])
})

test('of two modules with one name the second is told, not mixed in', async () => {
  const init = { 'one/app/__init__.py': '', 'two/app/__init__.py': '' }
  const models = { 'one/app/models.py': table, 'two/app/models.py': table }
  const { gaps, declarations } = await readingOf({ ...init, ...models })
  expect(declarations).toHaveLength(1)
  expect(gaps.map(({ reason, at }) => [at.file, reason])).toEqual([
    ['two/app/models.py', expect.stringMatching(/^this module has the same name "app\.models" as/)],
  ])
})

test('a file that is no text is a gap, and the rest is read', async () => {
  const files = memoryFiles({ 'app/models.py': table, 'app/odd.py': '' })
  const read = (file: string): Promise<string | null> =>
    file.endsWith('odd.py')
      ? Promise.reject(new UserError('File "odd.py" is not UTF-8 text.', { code: 'unreadable' }))
      : files.read(file)
  const { gaps, modules } = await readSources({ ...files, read }, '.')
  expect(gaps.map(({ reason }) => reason)).toEqual(['File "odd.py" is not UTF-8 text'])
  expect(modules.has('app.models')).toBe(true)
})

test('modules of tests declare no models of the application', async () => {
  const { modules } = await readingOf({ 'app/models.py': table, 'tests/test_models.py': table })
  expect(modules).toEqual(['app.models'])
})

test.each([
  [table, true],
  ['class Robot(Base):\n    __tablename__ = "robots"\n', true],
  ['import json\nclass Model: pass\n', false],
  [`down_revision = None\n${table}`, false],
])('%j', (text, declares) => {
  expect(declaresModels(text)).toBe(declares)
})

test('of modules without models only the names that models ask for are evaluated', async () => {
  const { gaps, declarations } = await readingOf({
    'app/names.py': 'TABLE = "t"\nraise ValueError("not asked for")\n',
    'app/models.py': table.replace('"t"', 'TABLE').replace('*', '*\nfrom app.names import TABLE'),
  })
  expect(gaps).toEqual([])
  expect(declarations.flatMap((one) => one.tables.map(({ name }) => name))).toEqual(['t'])
})

import { expect, test } from 'vitest'
import { memoryFiles } from '../../../tests/support/memory-files.ts'
import { readAlembicSettings } from './alembic-settings.ts'

const ENVIRONMENT = { 'app/migrations/env.py': '' }

test('the section says where the scripts and the revisions are', async () => {
  const files = memoryFiles({
    'app/alembic.ini':
      '[alembic]\nscript_location = migrations\nprepend_sys_path = src\n\n[billing]\nscript_location = %(here)s/billing\nversion_locations = %(here)s/one %(here)s/two\nversion_path_separator = space\n',
  })
  const first = await readAlembicSettings(files, { folder: 'app' })
  expect(first).toMatchObject({
    scriptFolder: 'app/migrations',
    versionFolders: ['app/migrations/versions'],
    importFolders: ['app/src', 'app'],
  })
  const second = await readAlembicSettings(files, { folder: 'app', section: 'billing' })
  expect(second).toMatchObject({
    scriptFolder: 'app/billing',
    versionFolders: ['app/one', 'app/two'],
  })
})

test('pyproject.toml says what code needs', async () => {
  const files = memoryFiles({
    'app/pyproject.toml':
      '[project]\nname = "x"\n\n[tool.alembic]\nscript_location = "%(here)s/migrations"\nversion_locations = [\n  "%(here)s/a",\n  "%(here)s/b",\n]\n\n[tool.other]\nx = 1\n',
  })
  expect(await readAlembicSettings(files, { folder: 'app' })).toMatchObject({
    file: 'app/pyproject.toml',
    scriptFolder: 'app/migrations',
    versionFolders: ['app/a', 'app/b'],
  })
})

test('where no location is given the ini file lies beside env.py', async () => {
  const files = memoryFiles({ ...ENVIRONMENT, 'app/migrations/alembic.ini': '[alembic]\n' })
  const settings = await readAlembicSettings(files, {
    folder: 'app',
    config: 'migrations/alembic.ini',
  })
  expect(settings.scriptFolder).toBe('app/migrations')
})

test('a package may be the folder that Alembic is started in', async () => {
  const files = memoryFiles({
    'app/alembic.ini': '[alembic]\nscript_location = app:migrations\n',
    ...ENVIRONMENT,
  })
  const settings = await readAlembicSettings(files, { folder: 'app' })
  expect(settings.scriptFolder).toBe('app/migrations')
})

test('without a configuration the error says what is missing', async () => {
  await expect(readAlembicSettings(memoryFiles({}), { folder: 'app' })).rejects.toMatchObject({
    code: 'no-alembic-configuration',
    message: 'There is no "alembic.ini" in "app".',
  })
})

import { expect, test } from 'vitest'
import { discover } from '../../src/discovery/discover.ts'
import { settingsOf } from '../../src/discovery/settings-of.ts'
import { initialise } from '../../src/settings/initialise.ts'
import { loadSettings } from '../../src/settings/load-settings.ts'
import { temporaryFolder } from '../../src/settings/temporary-folder.testing.ts'
import {
  baseModule,
  discoveredIn,
  environment,
  model,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'
import { pythonParser } from '../support/python-program.ts'

test('init writes down what was found, so that it is found again', async () => {
  const directory = await temporaryFolder({
    'api/setup.py': '',
    'api/alembic.ini': '[auth]\nscript_location = alembic\n',
    'api/alembic/env.py': environment('from app.models import Base', 'Base.metadata'),
    'api/alembic/versions/1.py': revision('a1'),
    'api/app/models.py': `${modelHead}${baseModule}${model('User')}`,
  })
  const found = await discover({ folder: directory, parser: await pythonParser(), environment: {} })
  expect(await initialise({ directory, databases: [], found: settingsOf(found) })).toEqual([
    '.gitignore',
    'elenchus.config.ts',
  ])
  const { databases, models } = await loadSettings({ directory })
  expect(databases).toMatchObject([
    {
      name: 'auth',
      migrations: { kind: 'alembic', config: `${directory}/api/alembic.ini`, section: 'auth' },
    },
  ])
  expect(models).toEqual([
    {
      reader: 'sqlalchemy',
      root: `${directory}/api`,
      files: ['app/models.py'],
      metadata: ['app.models:Base.metadata'],
      tables: null,
      database: 'auth',
      sharedBy: [],
    },
  ])
})

test('where nothing was found there is nothing to write', async () => {
  expect(settingsOf(await discoveredIn({}))).toBeNull()
})

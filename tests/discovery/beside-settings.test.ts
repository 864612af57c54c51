import { expect, test } from 'vitest'
import { besideSettings } from '../../src/discovery/beside-settings.ts'
import { buildApplication } from '../../src/settings/build-application.ts'
import {
  baseModule,
  discoveredIn,
  environment,
  model,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'

test('the settings win, and what they do not name is told', async () => {
  const scripts = (folder: string): Record<string, string> => ({
    [`${folder}.ini`]: `[alembic]\nscript_location = ${folder}\n`,
    [`${folder}/env.py`]: environment('from app.models import Base', 'Base.metadata'),
    [`${folder}/versions/1.py`]: revision(folder),
  })
  const found = await discoveredIn({
    ...scripts('one'),
    ...scripts('two'),
    'app/models.py': `${modelHead}${baseModule}${model('User')}`,
    'old/models.py': `${modelHead}${baseModule}${model('Order')}`,
  })
  const application = buildApplication(
    { root: '.', origin: { kind: 'file', file: 'elenchus.config.ts' } },
    {
      databases: { shop: { migrations: { alembic: 'one.ini' }, url: 'postgresql://h/d' } },
      models: [{ reader: 'sqlalchemy', files: ['app/*.py'], database: 'shop' }],
    },
  )
  const { histories, metadatas, databases, notes } = besideSettings(found, application)
  expect(histories).toMatchObject([{ config: 'one.ini', database: 'shop' }])
  expect(metadatas).toMatchObject([{ folder: 'app', database: 'shop', trackedBy: ['shop'] }])
  expect(databases).toEqual([{ name: 'shop', addresses: [], given: 'settings' }])
  expect(notes).toEqual([
    'section [alembic] of two.ini is a history that the settings do not name',
    'no entry of the settings names 1 model in old (Base)',
  ])
})

test('the one file of a folder that the settings name is in a history', async () => {
  const table = '-- migrate:up\ncreate table users (id int primary key);\n'
  const found = await discoveredIn({
    'sql/shop/first.sql': table,
    'tools/import.sql': table,
  })
  const application = buildApplication(
    { root: '.', origin: { kind: 'file', file: 'elenchus.config.ts' } },
    { databases: { shop: { migrations: 'sql/shop' } } },
  )
  expect(found.looseScripts).toContain('sql/shop/first.sql')
  expect(besideSettings(found, application).looseScripts).toEqual(['tools/import.sql'])
})

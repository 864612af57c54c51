import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applicationOf } from '../../src/discovery/application-of.ts'
import { nodeTree } from '../../src/discovery/folder-tree.ts'
import { surveyFolder } from '../../src/discovery/survey.ts'
import { givenDatabases } from '../../src/settings/given-databases.ts'
import { temporaryFolder } from '../../src/settings/temporary-folder.testing.ts'
import { baseModule, discoveredIn, model, modelHead } from '../support/discovered-folder.ts'

const models = `${modelHead}${baseModule}${model('User')}`
const up = '-- migrate:up\ncreate table a ();\n'

test('environments, packages, builds and links are not searched', async () => {
  const folder = await temporaryFolder({
    'app/a.py': '',
    'node_modules/x/a.py': '',
    'own/pyvenv.cfg': '',
    'own/lib/a.py': '',
    'cache/CACHEDIR.TAG': '',
    'cache/a.py': '',
    '.elenchus/a.sql': '',
    'build/a.py': '',
    'lib/site-packages/a.py': '',
  })
  await symlink(folder, join(folder, 'again'))
  const { files } = surveyFolder(nodeTree, folder)
  expect(files).toEqual([join(folder, 'app/a.py')])
})

test('a search that is cut off says so, and so does a file that is too large', async () => {
  const folder = await temporaryFolder({ 'a/b.py': 'x = 1\n', 'a/c/d.py': '' })
  const survey = surveyFolder(nodeTree, folder, { entries: 4, bytes: 2 })
  expect(survey.files).toEqual([join(folder, 'a/b.py')])
  expect(survey.text(join(folder, 'a/b.py'))).toBeNull()
  expect(survey.notes).toEqual([
    'only the first 4 files were looked at: name a folder within',
    `"${join(folder, 'a/b.py')}" was not read: it has 6 bytes`,
  ])
})

test('models of tests count only where there are no others', async () => {
  const alone = await discoveredIn({ 'tests/models.py': models })
  expect(alone.metadatas).toHaveLength(1)
  const { metadatas } = await discoveredIn({ 'tests/models.py': models, 'app/models.py': models })
  expect(metadatas.map(({ folder }) => folder)).toEqual(['app'])
})

test("Django's models and tables of other databases are none", async () => {
  const { metadatas, notes } = await discoveredIn({
    'shop/models.py': 'from django.db import models\nclass User(models.Model):\n    pass\n',
    'lake/tables.py': `from clickhouse_connect.cc_sqlalchemy import dialect\n${models}`,
  })
  expect(metadatas).toEqual([])
  expect(notes).toEqual([expect.stringMatching(/1 table of another kind/)])
})

test('migrations are SQL files that are marked so; others are loose', async () => {
  const { histories, looseScripts, databases } = await discoveredIn({
    'migrations/auth/001_users.sql': up,
    'migrations/billing/001_bills.sql': up,
    'services/mail/schema/1_a.sql': up,
    'sql/report.sql': 'select 1;',
  })
  expect(histories.map((one) => one.kind === 'sql' && [one.database, one.folder])).toEqual([
    ['auth', 'migrations/auth'],
    ['billing', 'migrations/billing'],
    ['schema', 'services/mail/schema'],
  ])
  expect(databases.map(({ name }) => name)).toEqual(['auth', 'billing', 'schema'])
  expect(looseScripts).toEqual(['sql/report.sql'])
})

test('numbered SQL that is not marked is no history', async () => {
  const { histories, looseScripts } = await discoveredIn({
    'alembic.ini': '[alembic]\nscript_location = alembic\n',
    'alembic/env.py': 'from alembic import context\ncontext.run_migrations()\n',
    'migrations/001_users.sql': 'create table users ();',
  })
  expect(histories.map(({ kind }) => kind)).toEqual(['alembic'])
  expect(looseScripts).toEqual(['migrations/001_users.sql'])
})

test('addresses are names, and never what they hold', async () => {
  const found = await discoveredIn(
    {
      'app/models.py': models,
      '.env':
        'DATABASE_URL=postgresql://u:hidden@h/d\nREDIS_URL=redis://h\nDB_URL=mysql://u:hidden@h/d\n',
      'docker-compose.yml':
        'services:\n  api:\n    environment:\n      - POSTGRES_URL=postgresql://u:hidden@h/d\n      SQLALCHEMY_DATABASE_URI: postgresql://u:hidden@h/d\n',
    },
    { REPORT_DATABASE_URL: 'postgresql://u:hidden@h/d', OTHER_URL: 'postgresql://u:hidden@h/d' },
  )
  expect(found.databases).toEqual([
    {
      name: 'main',
      addresses: ['DATABASE_URL', 'POSTGRES_URL', 'REPORT_DATABASE_URL', 'SQLALCHEMY_DATABASE_URI'],
      given: null,
    },
  ])
  expect(JSON.stringify(found)).not.toContain('hidden')
})

test('a bind key names a database of its own', async () => {
  const { metadatas, databases } = await discoveredIn({
    'shop.py': `from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nclass User(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\nclass Hit(db.Model):\n    __bind_key__ = 'hits'\n    id = db.Column(db.Integer, primary_key=True)\n`,
  })
  expect(metadatas.map(({ database, models: [one] }) => [database, one?.table])).toEqual([
    ['main', 'user'],
    ['hits', 'hit'],
  ])
  expect(databases.map(({ name }) => name)).toEqual(['hits', 'main'])
})

test('the application is what was found, and asks only databases that were given', async () => {
  const found = await discoveredIn({ 'app/models.py': models, 'migrations/1_a.sql': up })
  const { databases, models: entries } = applicationOf(found, new Map())
  expect(databases).toMatchObject([
    {
      name: 'main',
      engine: { kind: 'embedded' },
      migrations: { kind: 'sql', folder: 'migrations' },
    },
  ])
  expect(entries).toEqual([
    {
      reader: 'sqlalchemy',
      root: '.',
      files: ['app/models.py'],
      metadata: ['app.models:Base.metadata'],
      tables: null,
      database: 'main',
      sharedBy: [],
    },
  ])
  const given = givenDatabases(['main=postgresql+psycopg2://u:hidden@h/d'])
  const [asked] = applicationOf(found, given).databases
  expect(asked?.engine).toMatchObject({ kind: 'server' })
  expect(JSON.stringify(asked)).not.toContain('hidden')
})

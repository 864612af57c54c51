import { expect, test } from 'vitest'
import {
  baseModule,
  discoveredIn,
  environment,
  model,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'

const ini = '[alembic]\nscript_location = alembic\n'

const shop = {
  'requirements.txt': 'sqlalchemy\n',
  'alembic.ini': ini,
  'alembic/env.py': environment(
    'from app.base import Base\nfrom app import users',
    'Base.metadata',
  ),
  'alembic/versions/1.py': revision('a1'),
  'alembic/versions/2.py': revision('b2', 'a1'),
  'app/__init__.py': '',
  'app/base.py': baseModule,
  'app/users.py': `${modelHead}from app.base import Base\n${model('User')}`,
}

test('models belong to the history whose env.py has their metadata', async () => {
  const { metadatas, histories, databases } = await discoveredIn(shop)
  expect(metadatas).toMatchObject([
    { base: 'Base', folder: 'app', root: '.', database: 'main', trackedBy: ['main'] },
  ])
  expect(metadatas[0]?.names[0]).toBe('app.base:Base.metadata')
  expect(metadatas[0]?.models).toMatchObject([
    {
      table: 'users',
      className: 'User',
      module: 'app.users',
      at: { file: 'app/users.py', line: 3 },
    },
  ])
  expect(histories).toMatchObject([
    { kind: 'alembic', config: 'alembic.ini', section: null, revisions: 2, heads: ['b2'] },
  ])
  expect(databases).toEqual([{ name: 'main', addresses: [], given: null }])
})

test('scripts in a project of their own that import some of the models have none themselves', async () => {
  const { metadatas } = await discoveredIn({
    ...shop,
    'app/orders.py': `${modelHead}from app.base import Base\n${model('Order')}`,
    'tools/requirements.txt': 'sqlalchemy\n',
    'tools/seed.py': 'from sqlalchemy import Column, Table\nfrom app.users import User\n',
  })
  expect(metadatas.map(({ models }) => models.map(({ table }) => table))).toEqual([
    ['orders', 'users'],
  ])
})

test('a second base that no env.py has is told to be tracked by nobody', async () => {
  const { metadatas } = await discoveredIn({
    ...shop,
    'app/legacy.py': `${modelHead}${baseModule}${model('Order')}`,
  })
  expect(
    metadatas.map(({ names, trackedBy, mayBeTracked }) => [names[0], trackedBy, mayBeTracked]),
  ).toEqual([
    ['app.base:Base.metadata', ['main'], false],
    ['app.legacy:Base.metadata', [], false],
  ])
  expect(metadatas[1]).toMatchObject({
    database: 'main',
    why: expect.stringMatching(/^no history tracks it/) as string,
  })
})

test('modules that env.py imports are known, also by others, and not for type checkers only', async () => {
  const lazy = `from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app import orders\n${modelHead}from app.base import Base\n${model('User')}`
  const { histories } = await discoveredIn({
    ...shop,
    'app/users.py': lazy,
    'app/orders.py': `${modelHead}from app.base import Base\n${model('Order')}`,
  })
  expect(histories[0]).toMatchObject({
    environment: { imports: ['app', 'app.base', 'app.users'], importsMore: false, seesAll: true },
  })
})

test('what is looked for while it runs may be imported, too', async () => {
  const { histories } = await discoveredIn({
    ...shop,
    'app/__init__.py': 'import importlib\nfor name in find(): importlib.import_module(name)\n',
  })
  expect(histories[0]).toMatchObject({ environment: { importsMore: true } })
})

test('a target in a module that is imported by its name is found', async () => {
  const imports = `import importlib, pkgutil, app
for module in pkgutil.iter_modules(app.__path__, 'app.'):
    importlib.import_module(module.name)
base = importlib.import_module(f'{app.__name__}.base')`
  const { metadatas, histories } = await discoveredIn({
    ...shop,
    'alembic/env.py': environment(imports, 'base.Base.metadata'),
  })
  expect(metadatas).toMatchObject([{ trackedBy: ['main'] }])
  expect(histories).toMatchObject([{ environment: { unread: null } }])
})

test('a target that is not reached is read as it is written', async () => {
  const text = `from alembic import context\nfrom app import base\nurl = context.config.get_section('alembic').pop('url')\ncontext.configure(url=url, target_metadata=base.Base.metadata)\n`
  const { metadatas } = await discoveredIn({ ...shop, 'alembic/env.py': text })
  expect(metadatas[0]?.trackedBy).toEqual(['main'])
})

test('two services with an SQLModel each are two databases, and share a package', async () => {
  const service = (name: string, table: string): Record<string, string> => ({
    [`${name}/requirements.txt`]: 'sqlmodel\n',
    [`${name}/alembic.ini`]: ini,
    [`${name}/alembic/env.py`]: environment(
      `from sqlmodel import SQLModel\nfrom ${name}_app import models`,
      'SQLModel.metadata',
    ),
    [`${name}/alembic/versions/1.py`]: revision(name),
    [`${name}/${name}_app/__init__.py`]: '',
    [`${name}/${name}_app/models.py`]: `from sqlmodel import SQLModel, Field\nfrom shared.mixin import Mixin\nclass ${table}(Mixin, table=True):\n    id: int = Field(primary_key=True)\n`,
  })
  const { metadatas, databases } = await discoveredIn({
    ...service('auth', 'User'),
    ...service('billing', 'Bill'),
    'common/setup.py': '',
    'common/shared/__init__.py': '',
    'common/shared/mixin.py':
      'from sqlmodel import SQLModel\nclass Mixin(SQLModel):\n    name: str\n',
  })
  expect(databases.map(({ name }) => name)).toEqual(['auth', 'billing'])
  expect(
    metadatas.map(({ database, models, root }) => [
      database,
      models.map(({ table }) => table),
      root,
    ]),
  ).toEqual([
    ['auth', ['user'], '.'],
    ['billing', ['bill'], '.'],
  ])
})

test('services that call their package the same are read from their own folders', async () => {
  const service = (name: string): Record<string, string> => ({
    [`${name}/pyproject.toml`]: '',
    [`${name}/app/__init__.py`]: '',
    [`${name}/app/models.py`]: `${modelHead}${baseModule}${model(name)}`,
  })
  const { metadatas } = await discoveredIn({ ...service('Auth'), ...service('Bill') })
  expect(metadatas.map(({ root, database }) => [root, database])).toEqual([
    ['Auth', 'auth'],
    ['Bill', 'bill'],
  ])
})

test('Flask-Migrate keeps its ini file beside env.py and asks the application', async () => {
  const text = `from alembic import context\nfrom flask import current_app\ndb = current_app.extensions['migrate'].db\ncontext.configure(target_metadata=db.metadata)\n`
  const { metadatas, histories } = await discoveredIn({
    'setup.py': '',
    'migrations/alembic.ini': '[alembic]\n# nothing\n',
    'migrations/env.py': text,
    'migrations/versions/1.py': revision('a1'),
    'shop/__init__.py': 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n',
    'shop/models.py': `from shop import db\nclass User(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n`,
  })
  expect(histories).toMatchObject([
    {
      config: 'migrations/alembic.ini',
      scriptFolder: 'migrations',
      environment: { importsMore: true },
    },
  ])
  expect(metadatas).toMatchObject([{ base: 'db', database: 'main', trackedBy: ['main'] }])
})

test('several sections, [tool.alembic] and scripts that no file names are histories', async () => {
  const scripts = (folder: string): Record<string, string> => ({
    [`${folder}/env.py`]: environment('from sqlalchemy import MetaData', 'MetaData()'),
    [`${folder}/versions/1.py`]: revision('x'),
  })
  const { histories, notes } = await discoveredIn({
    'conf/alembic.ini':
      '[auth]\nscript_location = db/auth\n[specs]\nscript_location = db/specs\n[loggers]\nkeys = root\n',
    'pyproject.toml': '[tool.alembic]\nscript_location = "db/tool"\n',
    'again.ini': '[alembic]\nscript_location = db/auth\n',
    ...scripts('db/auth'),
    ...scripts('db/specs'),
    ...scripts('db/tool'),
    ...scripts('db/alone'),
  })
  expect(histories.map((one) => [one.database, one.kind === 'alembic' && one.config])).toEqual(
    [
      ['alone', 'db/alone'],
      ['auth', 'again.ini'],
      ['specs', 'conf/alembic.ini'],
      ['tool', 'pyproject.toml'],
    ].sort(),
  )
  expect(notes).toEqual([
    'section [auth] of conf/alembic.ini names the revisions of section [alembic] of again.ini',
  ])
})

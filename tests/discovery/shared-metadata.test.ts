import { expect, test } from 'vitest'
import { modelsOf } from '../../src/discovery/models-of.ts'
import type { Models } from '../../src/settings/application.ts'
import {
  baseModule,
  discoveredIn,
  environment,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'

const TABLES = `${modelHead}from app.base import Base

class User(Base):
    __tablename__ = 'users'
    __table_args__ = {'schema': 'shared', 'info': {'home': 'core'}}
    id = Column(Integer, primary_key=True)

class Note(Base):
    __tablename__ = 'notes'
    id = Column(Integer, primary_key=True)

class Task(Base):
    __tablename__ = 'tasks'
    id = Column(Integer, primary_key=True)
`

/** Two histories with one base; each says in its env.py what it compares. */
async function sharedBy(
  core: string,
  tenant: string,
): Promise<readonly (readonly [string, string | null, readonly string[]])[]> {
  const { metadatas } = await discoveredIn(files(core, tenant))
  expect(metadatas.map(({ database, trackedBy }) => [database, trackedBy])).toEqual([
    [null, ['core', 'tenant']],
  ])
  return metadatas.flatMap(({ models }) =>
    models.map((one) => [one.table, one.database, one.sharedBy] as const),
  )
}

function files(core: string, tenant: string): Readonly<Record<string, string>> {
  const place = (name: string, filter: string): Record<string, string> => ({
    [`alembic/${name}/env.py`]: `${filter}\n${environment('from app.models import Base', 'Base.metadata', options(filter))}`,
    [`alembic/${name}/versions/1.py`]: revision(`${name}1`),
  })
  return {
    'alembic.ini':
      '[core]\nscript_location = alembic/core\n[tenant]\nscript_location = alembic/tenant\n',
    'app/__init__.py': '',
    'app/base.py': baseModule,
    'app/models.py': TABLES,
    ...place('core', core),
    ...place('tenant', tenant),
  }
}

function options(filter: string): string {
  return ['include_object', 'include_name']
    .flatMap((name) => (filter.includes(`def ${name}(`) ? [`, ${name}=${name}`] : []))
    .join('')
}

const object = (answer: string): string =>
  `def include_object(object, name, type_, reflected, compare_to):\n    if type_ == 'table':\n        return ${answer}\n    return True\n`

test.each([
  ['a schema', object("object.schema == 'shared'"), object('not object.schema')],
  ['info', object("object.info.get('home') == 'core'"), object("'home' not in object.info")],
  [
    'names',
    `CORE = {'users'}\n${object('name in CORE')}`,
    "def include_name(name, type_, parent_names):\n    return type_ != 'table' or name in ['notes', 'tasks']\n",
  ],
])('what env.py compares tells whose a table is: by %s', async (_, core, tenant) => {
  expect(await sharedBy(core, tenant)).toEqual([
    ['users', 'core', []],
    ['notes', 'tenant', []],
    ['tasks', 'tenant', []],
  ])
})

test('what both compare, and what nobody does or can tell, may be of both', async () => {
  const both = ['core', 'tenant']
  expect(await sharedBy('', object("name != 'users'"))).toEqual([
    ['users', 'core', []],
    ['notes', null, both],
    ['tasks', null, both],
  ])
  const unknown = object('object.columns.kind == load()')
  expect(await sharedBy(unknown, object("name == 'notes'"))).toEqual([
    ['users', 'core', []],
    ['notes', null, both],
    ['tasks', 'core', []],
  ])
  expect(await sharedBy(object('False'), object('False'))).toEqual(
    ['users', 'notes', 'tasks'].map((name) => [name, null, both]),
  )
})

test('the settings that come of it name the tables of each, and of both', async () => {
  const { metadatas } = await discoveredIn(
    files('', object("object.schema is None and name != 'tasks'")),
  )
  const said = ({ tables, database, sharedBy: among }: Models): unknown => [tables, database, among]
  expect(modelsOf(metadatas).map(said)).toEqual([
    [['shared.*', 'tasks'], 'core', []],
    [['notes'], null, ['core', 'tenant']],
  ])
})

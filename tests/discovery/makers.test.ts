import { expect, test } from 'vitest'
import type { FoundMaker } from '../../src/discovery/discovery.ts'
import {
  baseModule,
  discoveredIn,
  environment,
  model,
  modelHead,
  revision,
} from '../support/discovered-folder.ts'

/** Two databases, each with a base, an ini file and a history of its own. */
const two = {
  'requirements.txt': 'sqlalchemy\n',
  ...place('auth'),
  ...place('billing'),
}

function place(name: string): Readonly<Record<string, string>> {
  return {
    [`${name}.ini`]: `[alembic]\nscript_location = migrations/${name}\n`,
    [`migrations/${name}/env.py`]: environment(`from app.${name} import Base`, 'Base.metadata'),
    [`migrations/${name}/versions/1.py`]: revision(`${name}1`),
    'app/__init__.py': '',
    [`app/${name}/__init__.py`]: `from .models import Base\n`,
    [`app/${name}/models.py`]: `${modelHead}${baseModule}${model(name)}`,
  }
}

async function makersOf(
  text: string,
  file = 'app/main.py',
): Promise<readonly Pick<FoundMaker, 'databases' | 'why'>[]> {
  const { makers, databases } = await discoveredIn({ ...two, [file]: text })
  expect(databases.map(({ name }) => name)).toEqual(['auth', 'billing'])
  return makers.map((one) => ({ databases: one.databases, why: one.why }))
}

const tied = async (text: string, file?: string): Promise<readonly (readonly string[])[]> =>
  (await makersOf(text, file)).map(({ databases }) => databases)

test.each([
  ['from app.billing.models import Base\nBase.metadata.create_all(engine)\n', 'billing'],
  [
    'from app.billing import Base as Tables\n\nTables.metadata.create_all(bind=engine)\n',
    'billing',
  ],
  ['def start():\n    from app import auth\n    auth.Base.metadata.create_all(engine)\n', 'auth'],
  ['import app.auth.models\napp.auth.models.Base.metadata.create_all(engine)\n', 'auth'],
  ['from .billing import models\nawait c.run_sync(models.Base.metadata.create_all)\n', 'billing'],
])(
  'a call belongs to the database of the metadata that it is called on: %j',
  async (text, name) => {
    expect(await tied(text)).toEqual([[name]])
  },
)

test.each([
  ['metadata.create_all(\n    bind=auth_engine,\n)\n', 'auth'],
  ['base.metadata.create_all(engines["billing"])\n', 'billing'],
  ['engine = create_engine(BILLING_DATABASE_URL)\nBase.metadata.create_all(engine)\n', 'billing'],
  [
    'async with auth_engine.begin() as conn:\n    await conn.run_sync(base.metadata.create_all)\n',
    'auth',
  ],
])('where the metadata is not known its engine tells: %j', async (text, name) => {
  expect(await tied(text)).toEqual([[name]])
})

test.each([
  ['command.stamp(Config("billing.ini"), "head")\n', 'billing'],
  [
    'config = Config("alembic.ini")\nconfig.set_main_option(\n    "script_location", os.path.join(HERE, "migrations", "auth"))\ncommand.stamp(config, "head")\n',
    'auth',
  ],
  [
    'INI = HERE / "auth.ini"\ndef stamp(to):\n    config = Config(str(INI))\n    command.stamp(config, to)\n',
    'auth',
  ],
  ['command.stamp(config, "billing1")\n', 'billing'],
  ['subprocess.run(["alembic", "-c", "billing.ini", "stamp", "head"])\n', 'billing'],
])('a stamp belongs to the history that it names: %j', async (text, name) => {
  expect(await tied(text)).toEqual([[name]])
})

test("a shell's stamp is one, and a comment is none", async () => {
  const text =
    '# alembic -c auth.ini stamp head\nset -e\nalembic -c conf/../billing.ini stamp head\n'
  expect(await tied(text, 'scripts/release.sh')).toEqual([['billing']])
})

test('what cannot be told is tied to none, with the reason', async () => {
  expect(await makersOf('metadata.create_all(engine)\ncommand.stamp(config, "head")\n')).toEqual([
    {
      databases: [],
      why: 'what metadata is was not found, and its engine names none',
    },
    { databases: [], why: 'it names nothing that only one history has' },
  ])
})

test('of a service with models of one database whatever it makes is of that one', async () => {
  const service = (name: string): Record<string, string> => ({
    [`${name}/setup.py`]: '',
    [`${name}/alembic.ini`]: '[alembic]\nscript_location = alembic\n',
    [`${name}/alembic/env.py`]: environment(`from ${name}_app.models import Base`, 'Base.metadata'),
    [`${name}/alembic/versions/1.py`]: revision('1'),
    [`${name}/${name}_app/__init__.py`]: '',
    [`${name}/${name}_app/models.py`]: `${modelHead}${baseModule}${model(name)}`,
    [`${name}/${name}_app/main.py`]: 'store.metadata.create_all(x)\ncommand.stamp(c, "head")\n',
  })
  const { makers } = await discoveredIn({ ...service('mail'), ...service('shop') })
  expect(makers.map(({ at, databases }) => [at.file, at.line, databases])).toEqual([
    ['mail/mail_app/main.py', 1, ['mail']],
    ['mail/mail_app/main.py', 2, ['mail']],
    ['shop/shop_app/main.py', 1, ['shop']],
    ['shop/shop_app/main.py', 2, ['shop']],
  ])
})

test('create_all of Flask makes the tables of all bind keys', async () => {
  const { makers } = await discoveredIn({
    'shop.py': `from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nclass User(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\nclass Hit(db.Model):\n    __bind_key__ = 'hits'\n    id = db.Column(db.Integer, primary_key=True)\n`,
    'start.py': 'from shop import db\ndb.create_all()\ndb.create_all(bind_key="hits")\n',
  })
  expect(makers.map(({ databases }) => databases)).toEqual([['hits', 'main'], ['hits']])
})

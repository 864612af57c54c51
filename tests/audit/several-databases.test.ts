import { expect, test } from 'vitest'
import { revisionFile } from '../support/alembic-place.ts'
import { auditedFolder, saidBy } from '../support/audited-folder.ts'
import { environment } from '../support/discovered-folder.ts'

/** One database of an application: a base, an ini file and a history that makes one table. */
function place(name: string, nullable: boolean): Readonly<Record<string, string>> {
  const column = (more: string): string => `sa.Column("note", sa.Text${more})`
  return {
    [`${name}.ini`]: `[alembic]\nscript_location = migrations/${name}\n`,
    [`migrations/${name}/env.py`]: environment(
      `from app.${name} import Base\nfrom sqlalchemy import engine_from_config`,
      'Base.metadata',
    ),
    [`migrations/${name}/versions/1.py`]: revisionFile(`${name}1`, {
      up: `op.create_table("${name}s", sa.Column("id", sa.Integer, primary_key=True), ${column(', nullable=False')})`,
      down: `op.drop_table("${name}s")`,
    }),
    [`app/${name}.py`]: `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class ${name.charAt(0).toUpperCase()}${name.slice(1)}(Base):
    __tablename__ = "${name}s"
    id = sa.Column(sa.Integer, primary_key=True)
    note = sa.Column(sa.Text, nullable=${nullable ? 'True' : 'False'})
`,
  }
}

const two = {
  'requirements.txt': 'sqlalchemy\n',
  'app/__init__.py': '',
  ...place('auth', true),
  ...place('billing', true),
}

test('what makes or stamps tables is held against the database that it belongs to', async () => {
  const report = await auditedFolder({
    ...two,
    'app/main.py': `from alembic import command
from alembic.config import Config
from app.billing import Base

Base.metadata.create_all(engine)
command.stamp(Config("auth.ini"), "head")
`,
  })
  expect(saidBy(report, 'two-births', 'made-beside-history')).toEqual([
    'warning made-beside-history: 1 file (app/main.py) records revisions without running them, beside the migrations of auth.',
    'warning made-beside-history: 1 file (app/main.py) makes tables with create_all, beside the migrations of billing.',
    'warning two-births: a database billing that create_all makes is not the one that the migrations make: 1 object differs (public.billings.note).',
  ])
})

test('what belongs to a database that cannot be told is a note with its place', async () => {
  const report = await auditedFolder({
    ...two,
    'app/start.py': 'def start(tables, engine):\n    tables.create_all(engine)\n',
  })
  expect(saidBy(report, 'two-births', 'made-beside-history')).toEqual([
    'note made-beside-history: 1 file (app/start.py) makes tables with create_all, in a database that cannot be told (auth and billing).',
  ])
  const found = report.findings.find(({ rule }) => rule === 'made-beside-history')
  expect(found?.subjects).toEqual([{ kind: 'file', database: null, file: 'app/start.py' }])
  expect(found?.evidence).toEqual([
    {
      witness: 'code',
      subject: 'app/start.py',
      says: 'tables.create_all(engine): what tables is was not found, and its engine names none',
      at: { file: 'app/start.py', line: 2, column: 5 },
    },
  ])
})

const ini = '[core]\nscript_location = alembic/core\n[tenant]\nscript_location = alembic/tenant\n'

/** Two histories with one metadata: `users` is in a schema that only one of them compares. */
function sharing(filters: Readonly<Record<string, string>>, more = ''): Record<string, string> {
  const users = `sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.Text)`
  return {
    'requirements.txt': 'sqlalchemy\n',
    'alembic.ini': ini,
    ...Object.fromEntries(
      Object.entries(filters).map(([name, answer]) => [
        `alembic/${name}/env.py`,
        `def include_object(object, name, type_, reflected, compare_to):\n    return type_ != "table" or ${answer}\n\n${environment('from app.models import Base\nfrom sqlalchemy import engine_from_config', 'Base.metadata', ', include_object=include_object')}`,
      ]),
    ),
    'alembic/core/versions/1.py': revisionFile('core1', {
      up: `op.execute("create schema shared")\nop.create_table("users", ${users}, schema="shared")`,
      down: 'op.drop_table("users", schema="shared")\nop.execute("drop schema shared")',
    }),
    'alembic/tenant/versions/1.py': revisionFile('tenant1', {
      up: `op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True), sa.Column("user_id", sa.Integer, sa.ForeignKey("shared.users.id")))`,
      down: 'op.drop_table("notes")',
    }),
    'app/__init__.py': '',
    'app/models.py': `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    __table_args__ = {"schema": "shared"}
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.Text)


class Note(Base):
    __tablename__ = "notes"
    id = sa.Column(sa.Integer, primary_key=True)
    user_id = sa.Column(sa.Integer, sa.ForeignKey(User.id))
${more}`,
    'app/main.py': 'from app.models import Note, User\nprint(Note, User)\n',
  }
}

const bySchema = { core: "object.schema == 'shared'", tenant: 'object.schema is None' }

test('of a metadata that two histories have each is held against its own tables', async () => {
  const report = await auditedFolder(sharing(bySchema))
  expect(saidBy(report)).toEqual([
    'warning reference-without-index: public.notes.user_id points at core:shared.users.id, and no index begins with it.',
  ])
  expect(
    report.databases.map(({ database, tables }) => [database, tables.map(({ table }) => table)]),
  ).toEqual([
    ['core', ['shared.users']],
    ['tenant', ['public.notes']],
  ])
})

const TAG = `

class Tag(Base):
    __tablename__ = "tags"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.Text, nullable=False)
`

test('where nobody tells whose a table is, it belongs to the history that makes it', async () => {
  const files = sharing({ core: 'True', tenant: 'True' }, TAG)
  const made = revisionFile('core2', {
    after: 'core1',
    up: 'op.create_table("tags", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))',
    down: 'op.drop_table("tags")',
  })
  const report = await auditedFolder({ ...files, 'alembic/core/versions/2.py': made })
  expect(
    saidBy(report, 'nullability-differs', 'model-without-table', 'table-without-model'),
  ).toEqual([
    'warning nullability-differs: column public.tags.name: nullable is false in the models, true in the migrations.',
  ])
  const found = report.findings.filter(({ rule }) => rule === 'nullability-differs')
  expect(found.map(({ database }) => database)).toEqual(['core'])
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('a table that no history makes is told once', async () => {
  const report = await auditedFolder(sharing({ core: 'True', tenant: 'True' }, TAG))
  expect(saidBy(report, 'model-without-table')).toEqual([
    'error model-without-table: table public.tags is in the models, not in the migrations.',
  ])
})

/** As Alembic's template `multidb` has it: every revision runs on each database, by its name. */
const multidb = {
  'requirements.txt': 'sqlalchemy\n',
  'alembic.ini': `[alembic]
script_location = alembic
databases = users, stats

[users]
sqlalchemy.url = postgresql://localhost/one

[stats]
sqlalchemy.url = postgresql://localhost/two
`,
  'alembic/env.py': `import re
from alembic import context
from sqlalchemy import engine_from_config
from app.models import Stats, Users

target_metadata = {"users": Users.metadata, "stats": Stats.metadata}

for name in re.split(r",\\s*", context.config.get_main_option("databases")):
    engine = engine_from_config(context.config.get_section(name), prefix="sqlalchemy.")
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata.get(name))
        context.run_migrations(engine_name=name)
`,
  'alembic/versions/1.py': `"""first"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade(engine_name):
    globals()["upgrade_%s" % engine_name]()


def downgrade(engine_name):
    globals()["downgrade_%s" % engine_name]()


def upgrade_users():
    op.create_table("users", sa.Column("id", sa.Integer, primary_key=True))


def downgrade_users():
    op.drop_table("users")


def upgrade_stats():
    op.create_table("hits", sa.Column("id", sa.Integer, primary_key=True))


def downgrade_stats():
    op.drop_table("hits")
`,
  'app/__init__.py': '',
  'app/models.py': `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Users = declarative_base()
Stats = declarative_base()


class User(Users):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)


class Hit(Stats):
    __tablename__ = "hits"
    id = sa.Column(sa.Integer, primary_key=True)
    seen = sa.Column(sa.Integer)
`,
  'app/main.py': `from alembic import command
from alembic.config import Config
from app.models import Hit, User

print(Hit, User)
command.stamp(Config("alembic.ini"), "head")
`,
}

test('revisions that run on several databases are a history of each', async () => {
  const report = await auditedFolder(multidb)
  expect(saidBy(report)).toEqual([
    'error model-column-without-column: column public.hits.seen is in the models, not in the migrations.',
    'warning made-beside-history: 1 file (app/main.py) records revisions without running them, beside the migrations of stats.',
    'warning made-beside-history: 1 file (app/main.py) records revisions without running them, beside the migrations of users.',
  ])
  expect(
    report.databases.map(({ database, tables, notes }) => [
      database,
      tables.map(({ table }) => table),
      notes,
    ]),
  ).toEqual([
    ['stats', ['public.hits'], []],
    ['users', ['public.users'], []],
  ])
})

import { expect, test } from 'vitest'
import { borrowFromModels } from '../../src/history/alembic/borrow-from-models.ts'
import { readModels } from '../../src/models/read-models.ts'
import { AlembicReplay } from '../../src/history/alembic/replay-revision.ts'
import {
  alembicHistory,
  replayed,
  replayedUp,
  revisionFile,
  sqlOf,
} from '../support/alembic-place.ts'
import { nativeSession } from '../support/catalogue-session.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { pythonParser } from '../support/python-program.ts'

const TABLE = 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))'

test('what PostgreSQL refuses is told in its words, and the rest of the revision goes on', async () => {
  const outcome = await replayedUp(
    `${TABLE}\nop.add_column("t", sa.Column("id", sa.Integer))\nop.add_column("t", sa.Column("b", sa.Integer))`,
  )
  expect(outcome.state).toBe('in part')
  expect(outcome.failure).toMatchObject({
    message: 'column "id" of relation "t" already exists',
    code: '42701',
    at: { file: 'app/migrations/versions/one.py', line: 12 },
    sql: 'alter table t add column id INTEGER',
  })
  expect(sqlOf(outcome).at(-1)).toBe('alter table t add column b INTEGER')
})

test('a revision that tries catches what PostgreSQL refuses', async () => {
  const outcome = await replayedUp(`from sqlalchemy.exc import ProgrammingError
try:
    with op.get_bind().begin_nested():
        op.execute("alter table nothing add x int")
except ProgrammingError as error:
    op.execute("create table caught ()")
else:
    op.execute("create table missed ()")`)
  expect(outcome.state).toBe('applied')
  expect(sqlOf(outcome).at(-1)).toBe('create table caught ()')
})

test('guards ask the shadow: inspectors, the catalogue in SQL, and types', async () => {
  const outcome = await replayedUp(`${TABLE}
bind = op.get_bind()
inspector = sa.inspect(bind)
if "id" in [column["name"] for column in inspector.get_columns("t")]:
    op.execute("comment on table t is 'has it'")
if not inspector.has_table("other"):
    op.create_table("other", sa.Column("t_id", sa.Integer, sa.ForeignKey("t.id")))
for key in sa.inspect(bind).get_foreign_keys("other"):
    op.drop_constraint(key["name"], "other", type_="foreignkey")
if bind.execute(sa.text("select count(*) from pg_class where relname = :n"), {"n": "t"}).scalar() == 1:
    op.execute("comment on table t is 'counted'")
row = bind.execute(sa.text("select 1 as one, 'x' as two")).first()
first, second = row
if row.one == row[0] == first and row._mapping["two"] == second:
    op.execute("comment on table t is 'rows'")
if inspector.dialect.name == "postgresql" == inspector.bind.dialect.name:
    op.execute("comment on table t is 'dialect'")
if isinstance(inspector.get_columns("t")[0]["type"], sa.String):
    op.execute("comment on table t is 'wrong'")`)
  expect(outcome.gaps).toEqual([])
  expect(outcome.failures).toEqual([])
  expect(sqlOf(outcome).slice(1)).toEqual([
    `comment on table t is 'has it'`,
    'create table other (t_id INTEGER, foreign key (t_id) references t (id))',
    'alter table other drop constraint other_t_id_fkey',
    `comment on table t is 'counted'`,
    `comment on table t is 'rows'`,
    `comment on table t is 'dialect'`,
  ])
})

test('reflected tables have the columns of the shadow', async () => {
  const outcome =
    await replayedUp(`op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("old_a", sa.Text), sa.Column("old_b", sa.Text))
bind = op.get_bind()
table = sa.Table("t", sa.MetaData(), autoload_with=bind)
for column in table.columns:
    if column.name.startswith("old_"):
        op.drop_column("t", column.name)
metadata = sa.MetaData()
metadata.reflect(bind=bind)
for name in sorted(metadata.tables):
    op.execute(f"comment on table {name} is 'seen'")
bind.execute(metadata.tables["t"].insert().values(id=7))`)
  expect(outcome.gaps).toEqual([])
  expect(sqlOf(outcome).slice(1)).toEqual([
    'alter table t drop column old_a',
    'alter table t drop column old_b',
    `comment on table alembic_version is 'seen'`,
    `comment on table t is 'seen'`,
    'insert into t (id) values (7)',
  ])
})

test('the environment, the dialect and the arguments are answered, and that is noted', async () => {
  const up = `import os
from alembic import context
if os.getenv("STAGE") == "test":
    op.execute("create table staged ()")
if op.get_context().dialect.name == "postgresql" and not context.is_offline_mode():
    op.execute("create table online ()")
if context.get_x_argument(as_dictionary=True).get("demo") == "yes":
    op.execute("create table demo ()")
if op.get_bind().engine.url.database == "shop":
    op.execute("create table of_shop ()")`
  const outcome = await replayedUp(up, {
    options: {
      environment: (name) => (name === 'STAGE' ? 'test' : null),
      x: ['demo=yes'],
      url: 'postgresql://localhost/shop',
    },
  })
  expect(sqlOf(outcome)).toEqual([
    'create table staged ()',
    'create table online ()',
    'create table demo ()',
    'create table of_shop ()',
  ])
  expect(outcome.assumptions).toMatchObject([{ kind: 'environment', text: 'STAGE is set' }])
})

test('what is not known is a gap with what it could have touched; the rest goes on', async () => {
  const outcome = await replayedUp(`import requests
${TABLE}
if requests.get("http://localhost").ok:
    op.drop_table("t")
op.add_column("t", sa.Column("x", requests.Type()))
op.execute("create table after ()")`)
  expect(outcome.state).toBe('in part')
  expect(
    outcome.gaps.map(
      ({ text, at, kind, touches }) => `${at.line} ${kind} ${text} [${touches.join()}]`,
    ),
  ).toEqual([
    '11 schema module "requests" is not part of the project [t]',
    '14 schema module "requests" is not part of the project [t]',
  ])
  expect(sqlOf(outcome)).toEqual([
    'create table t (id SERIAL not null, primary key (id))',
    'create table after ()',
  ])
})

test('whoever is not known and gets the connection could do anything', async () => {
  const outcome = await replayedUp('import magic\nmagic.migrate(op.get_bind())')
  expect(outcome.gaps.map(({ text }) => text)).toEqual([
    'module "magic" is not part of the project',
  ])
})

test('a directive that is not known is a gap', async () => {
  const outcome = await replayedUp('op.transmogrify("t")')
  expect(outcome.gaps.map(({ text }) => text)).toEqual([
    'the directive "op.transmogrify" is not understood',
  ])
})

test('a table that no revision made is presupposed, and its statements are passed over', async () => {
  const outcome = await replayedUp(
    'op.add_column("old", sa.Column("x", sa.Integer))\nop.create_index("i", "old", ["x"])\nop.drop_index("i")\nop.execute("create table fresh ()")',
  )
  expect(outcome.state).toBe('in part')
  expect(outcome.failures).toEqual([])
  expect(outcome.presupposed).toMatchObject([
    { name: 'old', isBorrowed: false, at: { line: 11 } },
    { name: 'old', isBorrowed: false, at: { line: 12 } },
  ])
  expect(outcome.gaps.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'absent: no revision made "old"',
    'absent: no revision made "old"',
    'consequence: this follows from what was not read or not there: index "i" does not exist',
  ])
})

test('a row that is missed beside a table that nobody made is no failure of its own', async () => {
  const missed = 'op.get_bind().execute(sa.text("select 1 where false")).one()'
  const outcome = await replayedUp(`op.add_column("old", sa.Column("x", sa.Integer))\n${missed}`)
  expect(outcome.failures).toEqual([])
  expect(outcome.gaps.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'absent: no revision made "old"',
    'consequence: this follows from what was not read or not there: NoResultFound: No row was found',
  ])
  expect((await replayedUp(missed)).failure).toMatchObject({
    message: 'NoResultFound: No row was found',
  })
})

test('a revision that commits first has no transaction that a statement could not run in', async () => {
  const index = 'op.create_index("i", "t", ["id"], postgresql_concurrently=True)'
  const unsafe = await replayedUp(`${TABLE}\n${index}`)
  expect(unsafe.assumptions.map(({ text }) => text)).toEqual([
    'a statement that cannot run in a transaction ran outside of it',
  ])
  const committed = await replayedUp(`${TABLE}\nop.execute("COMMIT")\n${index}`)
  expect(committed.failures).toEqual([])
  expect(committed.assumptions.map(({ text }) => text)).toEqual(['commits in the middle'])
  const apart = await replayedUp(`${TABLE}
with op.get_bind().engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
    connection.exec_driver_sql("create index concurrently i on t (id)")
op.execute("comment on table t is 'after'")`)
  expect(apart.failures).toEqual([])
  expect(apart.assumptions).toEqual([])
  expect(apart.statements.map(({ transaction }) => transaction)).toEqual([true, false, true])
})

test('a table may be borrowed from the models, as they are today: what it has already is no gap', async () => {
  const files = memoryFiles({
    'app/models.py': `from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class Old(Base):
    __tablename__ = "old"
    id = Column(Integer, primary_key=True)
    x = Column(String)
    other_id = Column(ForeignKey("elsewhere.id"), type_=Integer)
`,
  })
  const { declarations } = await readModels(files, 'app', { parser: await pythonParser() })
  const outcome = await replayedUp(
    'op.add_column("old", sa.Column("y", sa.Integer))\nop.add_column("old", sa.Column("x", sa.String))\nop.drop_column("old", "gone")',
    { options: { borrow: borrowFromModels(declarations) } },
  )
  expect(outcome.presupposed).toMatchObject([{ name: 'old', isBorrowed: true }])
  expect(outcome.gaps.map(({ kind, text, touches }) => [kind, text, touches])).toEqual([
    [
      'consequence',
      'this follows from what was not read or not there: column "gone" of relation "old" does not exist',
      ['old', 'gone'],
    ],
  ])
})

test('a table that was dropped is no longer presupposed: that it is gone is a failure', async () => {
  const { outcomes } = await replayed({
    'migrations/versions/a.py': revisionFile('a', { up: TABLE }),
    'migrations/versions/b.py': revisionFile('b', { after: 'a', up: 'op.drop_table("t")' }),
    'migrations/versions/c.py': revisionFile('c', { after: 'b', up: 'op.drop_table("t")' }),
  })
  expect(outcomes.map(({ state }) => state)).toEqual(['applied', 'applied', 'failed'])
  expect(outcomes[2]?.failure?.message).toBe('table "t" does not exist')
})

test('schemas and extensions that a database had before are provided, and that is told', async () => {
  const outcome = await replayedUp(
    'op.create_table("t", sa.Column("id", sa.Text, server_default=sa.text("uuid_generate_v4()")), schema="inner")',
  )
  expect(outcome.failures).toEqual([])
  expect(outcome.presupposed.map(({ name, isBorrowed }) => [name, isBorrowed])).toEqual([
    ['schema inner', true],
    ['extension uuid-ossp', true],
  ])
})

test('a statement that needs rows is no error of the schema', async () => {
  const outcome = await replayedUp(
    `${TABLE}\nop.execute("insert into t (id) values (null)")\nop.execute("create table after ()")`,
  )
  expect(outcome.failures).toEqual([])
  expect(outcome.gaps.map(({ kind }) => kind)).toEqual(['rows'])
  expect(sqlOf(outcome).at(-1)).toBe('create table after ()')
})

test('a revision that raises is told with its exception', async () => {
  const outcome = await replayedUp(`${TABLE}\nraise RuntimeError("not like this")`)
  expect(outcome.failure).toMatchObject({
    message: 'RuntimeError: not like this',
    code: null,
    sql: null,
  })
})

test('a way back is replayed as the way there is, and heads stand in the table of versions', async () => {
  const { replay, history, session } = await replayed({
    'migrations/versions/a.py': revisionFile('a', { up: TABLE, down: 'op.drop_table("t")' }),
    'migrations/versions/b.py': revisionFile('b', {
      after: 'a',
      up: 'op.add_column("t", sa.Column("x", sa.Integer))',
      down: 'op.drop_column("t", "x")',
    }),
  })
  const versions = async (): Promise<readonly string[]> =>
    (await session.query<{ version_num: string }>('select version_num from alembic_version')).map(
      (row) => row.version_num,
    )
  expect(await versions()).toEqual(['b'])
  for (const revision of history.graph.order.toReversed()) {
    const outcome = await replay.replay(revision, 'down')
    expect(outcome).toMatchObject({ direction: 'down', state: 'applied', failures: [] })
  }
  expect(await versions()).toEqual([])
})

test('the naming convention of target_metadata names what has no name', async () => {
  const { outcomes } = await replayed({
    'app/base.py':
      'import sqlalchemy as sa\nmetadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"})\n',
    'migrations/env.py':
      'from alembic import context\nfrom app.base import metadata\ncontext.configure(target_metadata=metadata)\ncontext.run_migrations()\n',
    'migrations/versions/a.py': revisionFile('a', {
      up: `${TABLE}\nop.create_check_constraint("small", "t", "id < 9")\nop.create_check_constraint(op.f("own"), "t", "id > 0")\nop.drop_constraint("small", "t", type_="check")`,
    }),
  })
  expect(outcomes.flatMap(sqlOf)).toEqual([
    'create table t (id SERIAL not null, constraint pk_t primary key (id))',
    'alter table t add constraint ck_t_small check (id < 9)',
    'alter table t add constraint own check (id > 0)',
    'alter table t drop constraint ck_t_small',
  ])
})

test('helpers of the project, decorators and asynchronous code are followed', async () => {
  const { outcomes } = await replayed({
    'tools.py':
      'from functools import wraps\nfrom alembic import op\n\ndef once(function):\n    @wraps(function)\n    def wrapper(*args, **kwargs):\n        return function(*args, **kwargs)\n    return wrapper\n\n@once\ndef table(name):\n    op.execute(f"create table {name} ()")\n\nasync def later(connection):\n    await connection.execute(later_text())\n\ndef later_text():\n    from sqlalchemy import text\n    return text("create table later ()")\n',
    'migrations/versions/a.py': revisionFile('a', {
      head: 'from tools import later, table',
      up: 'for name in ("x", "y"):\n    table(name)\nop.run_async(later)',
    }),
  })
  expect(outcomes.flatMap(({ gaps }) => gaps)).toEqual([])
  expect(outcomes.flatMap(sqlOf)).toEqual([
    'create table x ()',
    'create table y ()',
    'create table later ()',
  ])
})

test('an env.py that is not understood, or is missing, is a gap; its metadata still names things', async () => {
  const env =
    'import secret\nfrom app.base import metadata\nfrom alembic import context\ntarget_metadata = metadata\nif secret.ready():\n    context.configure(target_metadata=target_metadata)\n    context.run_migrations()\n'
  const files = {
    'app/base.py':
      'import sqlalchemy as sa\nmetadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})\n',
    'migrations/env.py': env,
    'migrations/versions/a.py': revisionFile('a', { up: TABLE }),
  }
  const history = await alembicHistory(files)
  const session = await nativeSession(18)
  const replay = new AlembicReplay(history, session)
  const environment = await replay.start()
  expect(environment.gaps.map(({ text }) => text)).toEqual([
    'module "secret" is not part of the project',
    'what env.py configures is not known',
  ])
  const [revision] = history.graph.order
  if (!revision) throw new Error('there is no revision')
  expect(sqlOf(await replay.replay(revision, 'up'))).toEqual([
    'create table t (id SERIAL not null, constraint pk_t primary key (id))',
  ])
})

test('create_all makes the models of today, and tells what of them was not read', async () => {
  const { outcomes } = await replayed({
    'app/models.py':
      'import secret\nfrom sqlalchemy import Column, ForeignKey, Integer\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\nclass One(Base):\n    __tablename__ = "one"\n    id = Column(Integer, primary_key=True)\n    hidden = Column(secret.Type)\nclass Two(Base):\n    __tablename__ = "two"\n    id = Column(Integer, primary_key=True)\n    one_id = Column(ForeignKey("one.id"))\n',
    'migrations/versions/a.py': revisionFile('a', {
      head: 'from app.models import Base',
      up: 'Base.metadata.create_all(bind=op.get_bind())',
      down: 'Base.metadata.drop_all(bind=op.get_bind())',
    }),
  })
  expect(outcomes.flatMap(sqlOf)).toEqual([
    'create table one (id SERIAL not null, primary key (id))',
    'create table two (id SERIAL not null, one_id INTEGER, primary key (id))',
    'alter table two add foreign key (one_id) references one (id)',
  ])
  expect(
    outcomes.flatMap(({ gaps }) => gaps.map(({ text, touches }) => [text, touches.join()])),
  ).toEqual([['module "secret" is not part of the project', 'one']])
})

test('a text that does not parse is refused like any other, also at the beginning and in savepoints', async () => {
  const up = `op.execute("creat table x ()")
op.execute("create table y ()")
with op.get_bind().begin_nested():
    op.execute("create table inner_one ()")
    op.execute("also wrong")
try:
    with op.get_bind().begin_nested():
        op.execute("create table gone ()")
        raise ValueError("back")
except ValueError:
    pass
op.execute("insert into y default values")
op.execute("wrong again")`
  const { outcomes, session } = await replayed({
    'migrations/versions/a.py': revisionFile('a', { up }),
  })
  expect(outcomes[0]?.failures.map(({ message }) => message)).toEqual([
    'syntax error at or near "creat"',
    'syntax error at or near "also"',
    'syntax error at or near "wrong"',
  ])
  const made = `select to_regclass('inner_one') is not null and to_regclass('gone') is null as rest,
    (select count(*) from y) as rows`
  expect(await session.query(made)).toEqual([{ rest: true, rows: 1 }])
})

test('an attribute of a row that is set is told, for the update that follows is not made', async () => {
  const up = `from sqlalchemy.orm import Session
t = op.create_table("t", sa.Column("a", sa.Integer))
op.execute("insert into t values (1)")
session = Session(op.get_bind())
for row in session.query(t).all():
    row.a = 2
session.commit()`
  const { outcomes } = await replayed({
    'migrations/versions/a.py': revisionFile('a', { up }),
  })
  expect(outcomes[0]?.gaps).toMatchObject([
    { kind: 'rows', text: '"a" of a row is set, and the update that follows is not known' },
  ])
})

test('rows keep their columns apart, and what Python would add or roll back is told', async () => {
  const up = `t = op.create_table("t",
    sa.Column("a", sa.Integer), sa.Column("b", sa.Integer, default=7), sa.Column("c", sa.Integer, onupdate=9))
op.get_bind().execute(t.insert().values([{"a": 1, "b": 2}, {"b": 4, "a": 3}]))
op.get_bind().execute(t.insert().values(a=5))
op.get_bind().execute(t.update().values(b=6).where(t.c.a == 1))
op.get_bind().rollback()`
  const { outcomes, session } = await replayed({
    'migrations/versions/a.py': revisionFile('a', { up }),
  })
  expect(await session.query('select a, b from t order by a')).toEqual([
    { a: 1, b: 6 },
    { a: 3, b: 4 },
    { a: 5, b: null },
  ])
  expect(outcomes[0]?.gaps.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'rows: the value that Python makes for "b" is not followed',
    'rows: the value that Python makes for "c" is not followed',
    'schema: what this rolls back is not followed',
  ])
})

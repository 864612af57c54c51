import { describe, expect, test } from 'vitest'
import { replayedUp, sqlOf } from '../support/alembic-place.ts'

const TABLE = `op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(10)))`

/** What a revision says after a table \`t\` was made, and the statements that come of it. */
const CASES: readonly (readonly [name: string, up: string, statements: readonly string[]])[] = [
  [
    'a column with a key, an index, a default and a comment',
    `op.add_column("t", sa.Column("b", sa.Integer, sa.ForeignKey("t.id", ondelete="CASCADE"), server_default="0", nullable=False, index=True, comment="B"))`,
    [
      `alter table t add column b INTEGER default '0' not null`,
      'alter table t add foreign key (b) references t (id) on delete CASCADE',
      'create index ix_t_b on t (b)',
      `comment on column t.b is 'B'`,
    ],
  ],
  [
    'a column that changes in every way, its name last',
    `op.alter_column("t", "a", type_=sa.Text(), nullable=False, server_default=sa.text("'x'"), comment="c", new_column_name="z", existing_type=sa.String(10), postgresql_using="a::text")`,
    [
      'alter table t alter column a type TEXT using a::text',
      'alter table t alter column a set not null',
      `alter table t alter column a set default 'x'`,
      `comment on column t.a is 'c'`,
      'alter table t rename column a to z',
    ],
  ],
  [
    'defaults and comments that go',
    'op.alter_column("t", "a", server_default=None, comment=None)',
    ['alter table t alter column a drop default', 'comment on column t.a is null'],
  ],
  [
    'constraints by name and without one',
    `op.create_unique_constraint("u", "t", ["a"])
op.create_check_constraint("c", "t", sa.column("a") != "x")
op.create_foreign_key(None, "t", "t", ["id"], ["id"], deferrable=True, initially="DEFERRED")
op.drop_constraint("u", "t", type_="unique", if_exists=True)
op.drop_constraint("t_id_fkey", "t", type_="foreignkey")`,
    [
      'alter table t add constraint u unique (a)',
      `alter table t add constraint c check (a != 'x')`,
      'alter table t add foreign key (id) references t (id) deferrable initially deferred',
      'alter table t drop constraint if exists u',
      'alter table t drop constraint t_id_fkey',
    ],
  ],
  [
    'indexes of every form',
    `op.create_index(op.f("i"), "t", ["a", sa.text("lower(a)")], unique=True, postgresql_where=sa.text("a is not null"), postgresql_include=["id"])
op.create_index("j", "t", [sa.text("a text_pattern_ops")], postgresql_using="btree", if_not_exists=True)
op.drop_index("j", table_name="t", if_exists=True)`,
    [
      'create unique index i on t (a, lower(a)) include (id) where (a is not null)',
      'create index if not exists j on t using btree (a text_pattern_ops)',
      'drop index if exists j',
    ],
  ],
  [
    'a batch, whose directives are those of op',
    `with op.batch_alter_table("t", schema="public") as batch:
    batch.add_column(sa.Column("b", sa.Integer))
    batch.create_index(batch.f("k"), ["b"])
    batch.alter_column("b", new_column_name="bb")
    batch.drop_index("k")
    batch.drop_column("bb")`,
    [
      'alter table public.t add column b INTEGER',
      'create index k on public.t (b)',
      'alter table public.t rename column b to bb',
      'drop index public.k',
      'alter table public.t drop column bb',
    ],
  ],
  [
    'names, comments and ends of tables',
    `op.create_table_comment("t", "it's")
op.drop_table_comment("t")
op.rename_table("t", "Tt")
op.drop_table("Tt", if_exists=True)`,
    [
      `comment on table t is 'it''s'`,
      'comment on table t is null',
      'alter table t rename to "Tt"',
      'drop table if exists "Tt"',
    ],
  ],
  [
    'an enum that a table makes once, and one that is made by hand',
    `mood = sa.Enum("low", "high", name="mood")
op.create_table("x", sa.Column("m", mood))
op.create_table("y", sa.Column("m", mood))
size = postgresql.ENUM("s", name="size", create_type=False)
size.create(op.get_bind(), checkfirst=True)
size.create(op.get_bind(), checkfirst=True)
op.add_column("t", sa.Column("s", size))
op.drop_column("t", "s")
size.drop(op.get_bind())`,
    [
      `create type mood as enum ('low', 'high')`,
      'create table x (m mood)',
      'create table y (m mood)',
      `create type size as enum ('s')`,
      'alter table t add column s size',
      'alter table t drop column s',
      'drop type size',
    ],
  ],
  [
    'texts with placeholders, casts and several statements',
    String.raw`op.execute("insert into t (a) values ('x'); update t set a = 'y'")
op.execute(sa.text("update t set a = :a where id = 1::int and a <> '\\:no'").bindparams(a="o'k"))
op.get_bind().execute(sa.text("delete from t where a = :a"), {"a": "y"})`,
    [
      `insert into t (a) values ('x')`,
      `update t set a = 'y'`,
      `update t set a = 'o''k' where id = 1::int and a <> ':no'`,
      `delete from t where a = 'y'`,
    ],
  ],
  [
    'rows by constructs',
    `t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.String))
op.bulk_insert(t, [{"id": 1, "a": "x"}, {"id": 2, "a": None}])
op.execute(t.update().where(t.c.id == op.inline_literal(1)).values({"a": "z"}))
op.execute(sa.insert(t).values(id=3))
op.execute(t.delete().where(sa.or_(t.c.a.is_(None), t.c.id.in_([3, 4]))))`,
    [
      `insert into t (id, a) values (1, 'x')`,
      'insert into t (id, a) values (2, null)',
      `update t set a = 'z' where (t.id = 1)`,
      'insert into t (id) values (3)',
      'delete from t where ((t.a IS NULL) OR (t.id IN (3, 4)))',
    ],
  ],
  [
    'sequences',
    `from sqlalchemy.schema import CreateSequence, DropSequence, Sequence
op.execute(CreateSequence(Sequence("s", start=5)))
op.execute(DropSequence(Sequence("s")))`,
    ['create sequence s start with 5', 'drop sequence s'],
  ],
]

describe('a revision runs', () => {
  test.each(CASES)('%s', async (_name, up, statements) => {
    const outcome = await replayedUp(`${TABLE}\n${up}`)
    expect(outcome.failures).toEqual([])
    expect(outcome.gaps).toEqual([])
    expect(sqlOf(outcome).slice(1)).toEqual(statements)
    expect(outcome.state).toBe('applied')
  })
})

test('a table has its constraints in one statement, and its indexes and comments after it', async () => {
  const outcome = await replayedUp(`op.create_table(
    "user",
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("email", sa.String(40), nullable=False, unique=True, index=True, comment="E"),
    sa.Column("boss", sa.BigInteger, sa.ForeignKey("user.id")),
    sa.CheckConstraint("boss <> id", name="own"),
    comment="People",
)`)
  expect(sqlOf(outcome)).toEqual([
    'create table "user" (id BIGINT generated by default as identity not null, email VARCHAR(40) not null, boss BIGINT, primary key (id), foreign key (boss) references "user" (id), constraint own check (boss <> id))',
    'create unique index ix_user_email on "user" (email)',
    `comment on table "user" is 'People'`,
    `comment on column "user".email is 'E'`,
  ])
})

test('what cannot run in a transaction is let out of it', async () => {
  const outcome = await replayedUp(`${TABLE}
with op.get_context().autocommit_block():
    op.create_index("i", "t", ["a"], postgresql_concurrently=True)
op.create_index("j", "t", ["a"], postgresql_concurrently=True)`)
  expect(outcome.failures).toEqual([])
  expect(outcome.assumptions.map(({ kind }) => kind)).toEqual(['transaction'])
})

test('a transaction that begins by itself in an autocommit block is one', async () => {
  const outcome = await replayedUp(`${TABLE}
with op.get_context().autocommit_block():
    op.execute("BEGIN")
    op.execute('lock table "t" in access exclusive mode nowait')
    op.execute("alter table t add b int")
    op.execute("COMMIT")
    op.execute("BEGIN")
    op.execute("alter table t add c int")
    op.execute("ROLLBACK")
    op.create_index("i", "t", ["b"], postgresql_concurrently=True)`)
  expect(outcome.failures).toEqual([])
  expect(outcome.statements.map(({ transaction }) => transaction)).toEqual([
    ...[true, true, true],
    ...[true, false],
  ])
})

test('every statement has the place of the call that made it', async () => {
  const { statements } = await replayedUp(`${TABLE}\n\nop.drop_table("t")`)
  expect(statements.map(({ at }) => `${at.file}:${at.line}`)).toEqual([
    'app/migrations/versions/one.py:11',
    'app/migrations/versions/one.py:13',
  ])
})

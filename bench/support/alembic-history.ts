import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes an Alembic history of so many revisions beside the models of a project, of every common kind. */
export async function writeHistory(folder: string, revisions: number): Promise<void> {
  const versions = join(folder, 'migrations/versions')
  await mkdir(versions, { recursive: true })
  await writeFile(join(folder, 'alembic.ini'), ini)
  await writeFile(join(folder, 'migrations/env.py'), environment)
  for (let at = 0; at < revisions; at++) {
    await writeFile(join(versions, `${idOf(at)}_revision.py`), revisionText(at))
  }
}

function idOf(at: number): string {
  return `r${String(at).padStart(4, '0')}`
}

const ini = `[alembic]
script_location = migrations
prepend_sys_path = .
sqlalchemy.url = postgresql://localhost/shop
`

const environment = `from alembic import context
from sqlalchemy import create_engine

import shop.models
from shop.base import Base

config = context.config
target_metadata = Base.metadata


def run_migrations_offline():
    context.configure(
        url=config.get_main_option("sqlalchemy.url"),
        target_metadata=target_metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`

function revisionText(at: number): string {
  const before = at === 0 ? 'None' : `"${idOf(at - 1)}"`
  const { up, down } = bodyOf(at)
  return `"""step ${at}

Revision ID: ${idOf(at)}
Revises: ${at === 0 ? '' : idOf(at - 1)}
Create Date: 2024-01-01 00:00:00.000000

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "${idOf(at)}"
down_revision = ${before}
branch_labels = None
depends_on = None

STATES = ["open", "closed", "gone"]


def upgrade() -> None:
${indented(up)}


def downgrade() -> None:
${indented(down)}
`
}

function indented(lines: string): string {
  return lines
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

interface Body {
  readonly up: string
  readonly down: string
}

/** In each ten revisions four make a table, and the six others change the last of them. */
function bodyOf(at: number): Body {
  const round = Math.floor(at / 10) * 4
  const kind = at % 10
  if (kind < 4) return createTable(round + kind)
  const table = `thing_${round + 3}`
  const other = `thing_${round + 2}`
  return changes[kind - 4]?.(table, other) ?? createTable(round)
}

function createTable(number: number): Body {
  const table = `thing_${number}`
  const parent =
    number === 0
      ? ''
      : `    sa.Column("parent_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("thing_${number - 1}.id", ondelete="CASCADE")),\n`
  return {
    up: `
op.create_table(
    "${table}",
    sa.Column("id", postgresql.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("name", sa.String(length=120), nullable=False),
    sa.Column("state", sa.Enum(*STATES, name="${table}_state"), server_default="open", nullable=False),
    sa.Column("price", sa.Numeric(12, 2), nullable=True),
    sa.Column("tags", postgresql.ARRAY(sa.String(30)), server_default="{}", nullable=False),
    sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
${parent}    sa.PrimaryKeyConstraint("id", name=op.f("pk_${table}")),
    sa.CheckConstraint("price >= 0", name="ck_${table}_price"),
    sa.UniqueConstraint("name", name=op.f("uq_${table}_name")),
)
op.create_index(op.f("ix_${table}_created_at"), "${table}", ["created_at"], unique=False)
op.create_index("ix_${table}_facts", "${table}", ["facts"], postgresql_using="gin")`,
    down: `
op.drop_table("${table}")
op.execute("DROP TYPE ${table}_state")`,
  }
}

const changes: readonly ((table: string, other: string) => Body)[] = [
  (table) => ({
    up: `
with op.batch_alter_table("${table}") as batch_op:
    for name in ("city", "street", "zip"):
        batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
    batch_op.create_index("ix_${table}_city", ["city"])`,
    down: `
with op.batch_alter_table("${table}") as batch_op:
    batch_op.drop_index("ix_${table}_city")
    for name in ("city", "street", "zip"):
        batch_op.drop_column(name)`,
  }),
  (table, other) => ({
    up: `
op.add_column("${table}", sa.Column("other_id", postgresql.UUID(as_uuid=True), nullable=True))
op.create_foreign_key("fk_${table}_other", "${table}", "${other}", ["other_id"], ["id"])`,
    down: `
op.drop_constraint("fk_${table}_other", "${table}", type_="foreignkey")
op.drop_column("${table}", "other_id")`,
  }),
  (table) => ({
    up: `
with op.get_context().autocommit_block():
    op.execute("ALTER TYPE ${table}_state ADD VALUE IF NOT EXISTS 'late'")`,
    down: 'pass',
  }),
  (table) => ({
    up: `
things = sa.table("${table}", sa.column("name", sa.String), sa.column("state", sa.String), sa.column("price", sa.Numeric))
op.bulk_insert(things, [{"name": f"thing {n}", "price": n} for n in range(5)])
op.execute(things.update().where(things.c.price < 2).values(price=2))
op.execute("UPDATE ${table} SET name = upper(name) WHERE state = 'open'")`,
    down: `op.execute("DELETE FROM ${table}")`,
  }),
  (table) => ({
    up: `
op.alter_column("${table}", "name", existing_type=sa.String(120), type_=sa.Text(), existing_nullable=False)
op.alter_column("${table}", "price", existing_type=sa.Numeric(12, 2), nullable=False, server_default="0")`,
    down: `
op.alter_column("${table}", "price", existing_type=sa.Numeric(12, 2), nullable=True, server_default=None)
op.alter_column("${table}", "name", existing_type=sa.Text(), type_=sa.String(120), existing_nullable=False)`,
  }),
  (table) => ({
    up: `
op.execute("""
CREATE OR REPLACE FUNCTION touch_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.created_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION touch_${table}();
""")`,
    down: `
op.execute("DROP TRIGGER touch ON ${table}")
op.execute("DROP FUNCTION touch_${table}()")`,
  }),
]

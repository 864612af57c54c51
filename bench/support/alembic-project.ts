import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeProject } from './python-project.ts'

/** Writes a project of so many models and revisions that make the same, with its settings. */
export async function writeAlembicProject(
  folder: string,
  { models, revisions }: { readonly models: number; readonly revisions: number },
): Promise<void> {
  await writeProject(folder, models)
  await mkdir(join(folder, 'migrations/versions'), { recursive: true })
  await writeFile(join(folder, 'alembic.ini'), '[alembic]\nscript_location = migrations\n')
  await writeFile(join(folder, 'migrations/env.py'), environment)
  await writeFile(join(folder, 'elenchus.config.json'), JSON.stringify(settings))
  for (let at = 0; at < revisions; at++) {
    const from = Math.floor((at * models) / revisions)
    const to = Math.floor(((at + 1) * models) / revisions)
    const tables = Array.from({ length: to - from }, (_, index) => from + index)
    const file = `migrations/versions/${idOf(at)}_more_items.py`
    await writeFile(join(folder, file), revision(at, tables))
  }
}

const settings = {
  databases: { shop: { migrations: { alembic: 'alembic.ini' } } },
  models: [{ reader: 'sqlalchemy', files: ['shop/models/*.py'], database: 'shop' }],
}

const environment = `from alembic import context
from sqlalchemy import engine_from_config, pool

import shop.models
from shop.base import Base

target_metadata = Base.metadata

connectable = engine_from_config(context.config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations()
`

function idOf(at: number): string {
  return `${String(at + 1).padStart(4, '0')}a7`
}

function revision(at: number, tables: readonly number[]): string {
  return `"""more items

Revision ID: ${idOf(at)}
Revises: ${at === 0 ? '' : idOf(at - 1)}
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "${idOf(at)}"
down_revision = ${at === 0 ? 'None' : `"${idOf(at - 1)}"`}


def upgrade() -> None:
${tables.length === 0 ? '    pass\n' : tables.map(creation).join('')}

def downgrade() -> None:
${tables.length === 0 ? '    pass\n' : tables.toReversed().map(removal).join('')}`
}

function creation(index: number): string {
  const name = `item_${index}`
  const target = `item_${Math.floor(index / 2)}`
  return `    op.create_table(
        "${name}",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("code", sa.String(20), nullable=True),
        sa.Column("state", sa.Enum("OPEN", "CLOSED", name="${name}_state"), nullable=False),
        sa.Column("price", sa.Numeric(12, 2), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.String(30)), server_default="{}", nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("price >= 0", name=op.f("ck_${name}_price")),
        sa.ForeignKeyConstraint(["parent_id"], ["${target}.id"], name=op.f("fk_${name}_parent_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_${name}")),
        sa.UniqueConstraint("code", name=op.f("uq_${name}_code")),
        sa.UniqueConstraint("name", "parent_id", name="${name}_name_of_parent"),
    )
    op.create_index(op.f("ix_${name}_name"), "${name}", ["name"], unique=False)
    op.create_index("ix_${name}_open", "${name}", ["name"], unique=False, postgresql_where=sa.text("state = 'OPEN'"))
`
}

function removal(index: number): string {
  return `    op.drop_table("item_${index}")
    op.execute("drop type item_${index}_state")
`
}

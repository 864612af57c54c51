"""Add max length for string(varchar) fields

Revision ID: 9c0a54914c78
Revises: d98dd8ec85a3

"""
from alembic import op
import sqlalchemy as sa
import sqlmodel

revision = "9c0a54914c78"
down_revision = "d98dd8ec85a3"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("hero", "name", existing_type=sa.String(), type_=sa.String(length=80), existing_nullable=False)
    op.drop_constraint("hero_guild_id_fkey", "hero", type_="foreignkey")
    op.create_foreign_key(None, "hero", "ledger", ["guild_id"], ["id"], ondelete="CASCADE")
    op.add_column("ledger", sa.Column("silver", sa.Integer(), server_default="0", nullable=False))
    op.create_index(op.f("ix_ledger_silver"), "ledger", ["silver"])
    op.create_table(
        "lootitems",
        sa.Column("name", sqlmodel.AutoString(length=12), nullable=False),
        sa.Column("ledger_id", sa.Integer(), sa.ForeignKey("ledger.id"), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cursed", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("lootitems")
    op.drop_index(op.f("ix_ledger_silver"), table_name="ledger")
    op.drop_column("ledger", "silver")
    op.drop_constraint("hero_guild_id_fkey", "hero", type_="foreignkey")
    op.create_foreign_key("hero_guild_id_fkey", "hero", "ledger", ["guild_id"], ["id"])
    op.alter_column("hero", "name", existing_type=sa.String(length=80), type_=sa.String())

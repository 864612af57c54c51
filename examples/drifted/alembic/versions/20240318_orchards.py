"""Orchards, and what was sprayed in them

Revision ID: 20240318_orchards
Revises: 20240304_start
Create Date: 2024-03-18 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240318_orchards"
down_revision = "20240304_start"
branch_labels = None
depends_on = None


SPRAY_KINDS = ("fungicide", "insecticide", "nutrient")


def upgrade() -> None:
    op.create_table(
        "orchard",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("region_code", sa.String(length=8), nullable=False),
        sa.Column("hectares", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_orchard_owner_id"), "orchard", ["owner_id"])
    op.create_table(
        "spray_record",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("orchard_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum(*SPRAY_KINDS, name="spray_kind"), nullable=False),
        sa.Column("product", sa.String(length=120), nullable=False),
        sa.Column("litres", sa.Float(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("sprayed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["orchard_id"], ["orchard.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_spray_record_orchard_id"), "spray_record", ["orchard_id"])
    op.create_index(op.f("ix_spray_record_approved_by"), "spray_record", ["approved_by"])


def downgrade() -> None:
    op.drop_table("spray_record")
    op.drop_table("orchard")
    sa.Enum(name="spray_kind").drop(op.get_bind())

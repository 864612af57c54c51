"""Irrigation plans

Revision ID: 20240708_irrigation
Revises: 20240624_user_role
Create Date: 2024-07-08 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240708_irrigation"
down_revision = "20240624_user_role"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "irrigation_plan",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("orchard_id", sa.Uuid(), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("millimetres_a_week", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["orchard_id"], ["orchard.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_irrigation_plan_orchard_id"), "irrigation_plan", ["orchard_id"])


def downgrade() -> None:
    op.drop_table("irrigation_plan")

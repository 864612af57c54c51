"""Warnings that a spray is due

Revision ID: 20241118_spray_alerts
Revises: 20241104_ratings_of_answers_by_growers
Create Date: 2024-11-18 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20241118_spray_alerts"
down_revision = "20241104_ratings_of_answers_by_growers"
branch_labels = None
depends_on = None


SPRAY_KINDS = ("fungicide", "insecticide", "nutrient")


def upgrade() -> None:
    op.create_table(
        "spray_alert",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("orchard_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum(*SPRAY_KINDS, name="spray_kind"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["orchard_id"], ["orchard.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_spray_alert_orchard_id"), "spray_alert", ["orchard_id"])


def downgrade() -> None:
    op.drop_table("spray_alert")

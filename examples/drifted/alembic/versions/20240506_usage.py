"""How much people use, and how much they may

Revision ID: 20240506_usage
Revises: 20240415_payments
Create Date: 2024-05-06 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240506_usage"
down_revision = "20240415_payments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "usage_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_usage_event_user_id"), "usage_event", ["user_id"])
    op.create_table(
        "usage_quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("monthly_tokens", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_usage_quota_user_id"), "usage_quota", ["user_id"], unique=True)


def downgrade() -> None:
    op.drop_table("usage_event")

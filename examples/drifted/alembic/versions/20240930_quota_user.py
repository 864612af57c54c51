"""Quotas know their user by the key, and when they were renewed

Revision ID: 20240930_quota_user
Revises: 20240916_email_once
Create Date: 2024-09-30 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240930_quota_user"
down_revision = "20240916_email_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE IF NOT EXISTS usage_quota (
            id SERIAL PRIMARY KEY,
            user_id INTEGER NOT NULL UNIQUE REFERENCES "user"(id) ON DELETE CASCADE,
            monthly_tokens INTEGER NOT NULL
        )
        """
    )
    op.add_column("usage_quota", sa.Column("renewed_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("usage_quota", "renewed_at")

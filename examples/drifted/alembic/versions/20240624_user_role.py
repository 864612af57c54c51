"""A role for every user

Revision ID: 20240624_user_role
Revises: 20240521_analyses
Create Date: 2024-06-24 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240624_user_role"
down_revision = "20240610_feed_parser"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "user",
        sa.Column("role", sa.String(length=20), server_default="grower", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("user", "role")

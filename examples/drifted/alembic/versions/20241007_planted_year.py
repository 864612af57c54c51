"""The year in which an orchard was planted

Revision ID: 20241007_planted_year
Revises: 20240930_quota_user
Create Date: 2024-10-07 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20241007_planted_year"
down_revision = "20240930_quota_user"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orchard", sa.Column("planted_year", sa.SmallInteger(), nullable=True))
    op.execute("UPDATE orchard SET planted_year = extract(year FROM created_at)")
    op.alter_column("orchard", "planted_year", nullable=False)


def downgrade() -> None:
    op.drop_column("orchard", "planted_year")

"""Spray records are listed by time

Revision ID: 20241119_spray_record_time
Revises: 20241104_ratings_of_answers_by_growers
Create Date: 2024-11-19 09:00:00
"""
from alembic import op

revision = "20241119_spray_record_time"
down_revision = "20241104_ratings_of_answers_by_growers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE INDEX CONCURRENTLY ix_spray_record_sprayed_at ON spray_record (sprayed_at)"
    )


def downgrade() -> None:
    op.execute("DROP INDEX ix_spray_record_sprayed_at")

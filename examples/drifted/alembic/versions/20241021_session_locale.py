"""Sessions have a language

Revision ID: 20241021_session_locale
Revises: 20241007_planted_year
Create Date: 2024-10-21 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20241021_session_locale"
down_revision = "20241007_planted_year"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "session",
        sa.Column("locale", sa.String(length=10), server_default="en", nullable=False),
    )
    op.create_index(op.f("ix_session_locale"), "session", ["locale"])


def downgrade() -> None:
    op.drop_index(op.f("ix_session_locale"), table_name="session")
    op.drop_column("session", "locale")

"""Search without accents

Revision ID: 20240819_unaccent
Revises: 20240805_embeddings
Create Date: 2024-08-19 09:00:00
"""
import os

from alembic import op

revision = "20240819_unaccent"
down_revision = "20240805_embeddings"
branch_labels = None
depends_on = None


def is_wanted() -> bool:
    return os.getenv("SEARCH_UNACCENT") == "1"


def upgrade() -> None:
    if is_wanted():
        op.execute("CREATE EXTENSION unaccent")


def downgrade() -> None:
    if is_wanted():
        op.execute("DROP EXTENSION unaccent")

"""Search by meaning, where the server has pgvector

Revision ID: 20240805_embeddings
Revises: 20240708_irrigation
Create Date: 2024-08-05 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240805_embeddings"
down_revision = "20240708_irrigation"
branch_labels = None
depends_on = None


def has_pgvector() -> bool:
    question = "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"
    return op.get_bind().execute(sa.text(question)).scalar() is not None


def upgrade() -> None:
    if not has_pgvector():
        return
    op.execute("CREATE EXTENSION vector")
    op.execute("ALTER TABLE document ADD COLUMN embedding vector(384)")


def downgrade() -> None:
    op.execute("ALTER TABLE document DROP COLUMN IF EXISTS embedding")
    op.execute("DROP EXTENSION IF EXISTS vector")

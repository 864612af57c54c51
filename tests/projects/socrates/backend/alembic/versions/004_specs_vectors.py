"""Optional: vectors for search. Skipped where pgvector is not to be had.

Revision ID: 004
Revises: 003

Database: socrates_specs
"""
import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"


def upgrade():
    connection = op.get_bind()
    available = connection.execute(sa.text("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")).scalar() is not None
    op.create_table(
        "document_chunks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("embedding", sa.Text(), comment="A vector where pgvector is there"),
    )
    if not available:
        print("pgvector is not available, embeddings stay text")
        return
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    op.execute("ALTER TABLE document_chunks ALTER COLUMN embedding TYPE vector(1536) USING NULL")


def downgrade():
    op.drop_table("document_chunks")

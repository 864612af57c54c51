"""Documents, and the search in them

Revision ID: 20240402_documents
Revises: 20240318_orchards
Create Date: 2024-04-02 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240402_documents"
down_revision = "20240318_orchards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("body", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_document_user_id"), "document", ["user_id"])
    op.execute(
        """
        ALTER TABLE document ADD COLUMN search tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || body)) STORED
        """
    )
    op.execute("CREATE INDEX ix_document_search ON document USING gin (search)")


def downgrade() -> None:
    op.drop_table("document")

"""What the assistant reads in documents

Revision ID: 20240521_analyses
Revises: 20240506_usage
Create Date: 2024-05-21 09:00:00
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20240521_analyses"
down_revision = "20240506_usage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_analyses",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column(
            "findings", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_document_analyses_document_id", "document_analyses", ["document_id"])
    op.create_index(
        "ix_document_analyses_latest", "document_analyses", ["document_id", "created_at"]
    )


def downgrade() -> None:
    op.drop_table("document_analyses")

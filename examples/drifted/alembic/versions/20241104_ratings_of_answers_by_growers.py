"""Growers rate answers

Revision ID: 20241104_ratings_of_answers_by_growers
Revises: 20241021_session_locale
Create Date: 2024-11-04 09:00:00
"""
import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "20241104_ratings_of_answers_by_growers"
down_revision = "20241021_session_locale"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("is_resolved", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_answer_rating_message_id"), "answer_rating", ["message_id"])


def downgrade() -> None:
    op.drop_table("answer_rating")

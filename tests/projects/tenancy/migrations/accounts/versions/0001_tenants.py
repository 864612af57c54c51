"""tenants"""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = ("accounts",)


def upgrade():
    op.create_table(
        "tenants",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan", sa.String(20), server_default=sa.text("'free'"), nullable=False),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tenant_id", sa.Integer, sa.ForeignKey("tenants.id"), nullable=False),
        sa.Column("email", sa.String, nullable=False),
    )


def downgrade():
    for table in reversed(["tenants", "users"]):
        op.drop_table(table)

"""articles"""
import sqlalchemy as sa
from alembic import op

revision = "w1"
down_revision = None


def upgrade():
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tenant_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
    )


def downgrade():
    op.drop_table("articles")

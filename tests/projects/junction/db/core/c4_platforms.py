"""Platforms."""
import sqlalchemy as sa
from alembic import op

revision = "c4"
down_revision = "c3"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("station", sa.Column("platforms", sa.Integer, server_default="1"))


def downgrade():
    op.drop_column("station", "platforms")

"""Length of tracks."""
import sqlalchemy as sa
from alembic import op

revision = "c2c"
down_revision = "c2b"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("track", sa.Column("metres", sa.Integer))


def downgrade():
    op.drop_column("track", "metres")

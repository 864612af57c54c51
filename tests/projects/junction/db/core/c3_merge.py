"""merge codes and tracks"""
import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = ("c2a", "c2c")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass

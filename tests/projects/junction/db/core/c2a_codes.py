"""Codes: branched off while tracks were made."""
import sqlalchemy as sa
from alembic import op

revision = "c2a"
down_revision = "c1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("station", sa.Column("code", sa.String(5)))
    op.create_unique_constraint("station_code", "station", ["code"])


def downgrade():
    op.drop_constraint("station_code", "station")
    op.drop_column("station", "code")

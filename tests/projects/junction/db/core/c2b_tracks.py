"""Tracks."""
import sqlalchemy as sa
from alembic import op

revision = "c2b"
down_revision = "c1"
branch_labels = ["tracks"]
depends_on = None


def upgrade():
    op.create_table(
        "track",
        sa.Column("from_id", sa.Integer, sa.ForeignKey("station.id"), primary_key=True),
        sa.Column("to_id", sa.Integer, sa.ForeignKey("station.id"), primary_key=True),
    )


def downgrade():
    op.drop_table("track")

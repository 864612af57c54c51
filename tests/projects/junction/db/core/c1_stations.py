"""Stations."""
import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None
branch_labels = ("core",)
depends_on = None


def upgrade():
    op.create_table(
        "station",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
    )


def downgrade():
    op.drop_table("station")

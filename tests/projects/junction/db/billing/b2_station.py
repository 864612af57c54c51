"""Tariffs of a station: needs its code."""
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"
branch_labels = None
depends_on = "c2a"


def upgrade():
    op.add_column(
        "tariff",
        sa.Column("station_code", sa.String(5), sa.ForeignKey("public.station.code")),
        schema="billing",
    )


def downgrade():
    op.drop_column("tariff", "station_code", schema="billing")

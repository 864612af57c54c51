"""First vehicles and drivers."""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0001"
down_revision = None

fuel = pg.ENUM("petrol", "diesel", name="fuel_kind", create_type=False)


def upgrade():
    op.execute("create extension if not exists btree_gist")
    fuel.create(op.get_bind(), checkfirst=True)
    op.create_table(
        "vehicle",
        sa.Column("id", pg.UUID(as_uuid=True), nullable=False),
        sa.Column("plate", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("fuel", fuel, nullable=False, server_default="diesel"),
        sa.Column("driven", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("miles", sa.Numeric(12, 3), sa.Computed("driven * 0.000621371", persisted=True)),
        sa.Column("serial", sa.Integer(), sa.Identity(start=100, increment=10, always=True)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plate"),
    )
    op.create_table(
        "driver",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("full_name", sa.String(80)),
        sa.Column("country", sa.String(2)),
        sa.Column("licence", sa.String(20), nullable=False),
    )


def downgrade():
    op.drop_table("driver")
    op.drop_table("vehicle")
    fuel.drop(op.get_bind(), checkfirst=True)
    op.execute("drop extension btree_gist")

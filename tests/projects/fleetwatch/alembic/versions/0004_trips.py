"""Trips, one at a time."""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table(
        "trip",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("vehicle_id", postgresql.UUID(), nullable=False),
        sa.Column("driver_id", sa.Integer()),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.ForeignKeyConstraint(["driver_id"], ["driver.id"], deferrable=True, initially="IMMEDIATE"),
        sa.PrimaryKeyConstraint("id"),
        postgresql.ExcludeConstraint((sa.column("vehicle_id"), "="), ("during", "&&"), using="gist", name="one_trip"),
        comment="A vehicle makes one trip at a time",
    )
    op.create_exclude_constraint(
        "one_trip_at_a_time",
        "trip",
        ("vehicle_id", "="),
        ("during", "&&"),
        where=sa.text("NOT isempty(during)"),
        using="gist",
    )
    op.drop_constraint("one_trip", "trip")
    op.add_column("driver", sa.Column("last_trip_id", sa.Integer()))
    op.create_foreign_key("driver_last_trip_fkey", "driver", "trip", ["last_trip_id"], ["id"])


def downgrade():
    op.drop_constraint("driver_last_trip_fkey", "driver", type_="foreignkey")
    op.drop_column("driver", "last_trip_id")
    op.drop_table("trip")

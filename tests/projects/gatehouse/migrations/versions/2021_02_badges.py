"""badges, and what every table gets"""
import sqlalchemy as sa
from alembic import op

from gatehouse import constants
from migrations.tools import add_column_if_missing, create_table, has_table, string

revision = "2021_02"
down_revision = "2021_01"

INDEXES = [("gate_badge", "door_id"), ("gate_badge", "role"), ("gate_door", "floor")]


def upgrade(**kw):
    if not has_table("gate_badge"):
        create_table(
            "gate_badge",
            sa.Column("name", string(), nullable=False),
            sa.Column("door_id", sa.Integer, sa.ForeignKey("gate_door.id")),
            sa.Column("role", sa.String(5)),
            comment=", ".join(f"{role}: {words}" for role, words in sorted(constants.ROLES.items())),
        )
    for table in constants.TABLES:
        add_column_if_missing(f"gate_{table}", sa.Column("floor", sa.Integer()))
        add_column_if_missing(f"gate_{table}", sa.Column("floor", sa.Integer()))
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade(**kw):
    for table, column in reversed(INDEXES):
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    for table in constants.TABLES:
        op.drop_column("gate_" + table, "floor")
    op.drop_table("gate_badge")

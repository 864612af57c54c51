"""Fuel: add battery by making the type anew, as a transaction allows."""
from alembic import op
from sqlalchemy import Enum

revision = "0005"
down_revision = "0004"

old = ("petrol", "diesel")
new = old + ("battery",)


def _swap(values):
    op.execute("ALTER TABLE vehicle ALTER COLUMN fuel DROP DEFAULT")
    op.execute("ALTER TYPE fuel_kind RENAME TO fuel_kind_old")
    Enum(*values, name="fuel_kind").create(op.get_bind())
    op.execute("ALTER TABLE vehicle ALTER COLUMN fuel TYPE fuel_kind USING fuel::text::fuel_kind")
    op.execute("DROP TYPE fuel_kind_old")
    op.execute("ALTER TABLE vehicle ALTER COLUMN fuel SET DEFAULT 'diesel'")


def upgrade():
    _swap(new)


def downgrade():
    op.execute("UPDATE vehicle SET fuel = 'diesel' WHERE fuel = 'battery'")
    _swap(old)

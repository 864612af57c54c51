"""Seed drivers, then say where they are from.

Rows are written with bulk_insert, with constructs and with text.
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql import column, table

revision = "0002"
down_revision = "0001"

driver = table(
    "driver",
    column("id", sa.Integer),
    column("full_name", sa.String),
    column("country", sa.String),
    column("licence", sa.String),
)

DRIVERS = [
    {"full_name": "Ada Byron", "country": None, "licence": "GB-1"},
    {"full_name": "Blaise Pascal", "country": None, "licence": "FR-2"},
]


def upgrade():
    op.bulk_insert(driver, DRIVERS)
    op.bulk_insert(driver, [{"licence": op.inline_literal("DE-3")}], multiinsert=False)
    op.execute(
        driver.update()
        .where(driver.c.licence.like(op.inline_literal("GB-%")))
        .values({"country": op.inline_literal("GB")})
    )
    op.execute(sa.text("UPDATE driver SET country = :land WHERE licence LIKE :prefix").bindparams(land="FR", prefix="FR%"))
    op.execute("UPDATE driver SET country = 'DE' WHERE country IS NULL; DELETE FROM driver WHERE licence = 'DE-3';")
    op.alter_column("driver", "country", existing_type=sa.String(2), nullable=False)


def downgrade():
    op.alter_column("driver", "country", existing_type=sa.String(2), nullable=True)
    op.execute(driver.delete().where(driver.c.licence.in_(["GB-1", "FR-2"])))

"""what only some installations get"""
import os

import sqlalchemy as sa
from alembic import context, op
from gatehouse.constants import IS_STAGING

revision = "2021_04"
down_revision = "2021_03"

STAGING = "staging" in os.getenv("DATABASE_URL", "")


def upgrade(**kw):
    if STAGING:
        op.create_table("staging_notes", sa.Column("id", sa.Integer, primary_key=True))
    if IS_STAGING and os.environ["APP_ENV"] != "production":
        op.add_column("gate_door", sa.Column("demo", sa.Boolean, server_default=sa.false(), nullable=False))
    if op.get_bind().engine.url.database == "gatehouse":
        op.add_column("gate_door", sa.Column("live", sa.Boolean))
    if context.get_x_argument(as_dictionary=True).get("demo"):
        op.create_table("demo_visitors", sa.Column("name", sa.String(30), primary_key=True))
    if os.getenv("SKIP_EVENTS"):
        return
    dialect = op.get_bind().dialect.name
    json_type = sa.JSON() if dialect == "postgresql" else sa.Text()
    if dialect == "sqlite":
        op.execute("PRAGMA foreign_keys = ON")
    elif dialect == "postgresql":
        op.create_table("gate_event", sa.Column("id", sa.Integer, primary_key=True), sa.Column("payload", json_type))
    else:
        raise RuntimeError(f"unknown dialect {dialect}")
    if not context.is_offline_mode():
        names = op.get_bind().execute(sa.text("SELECT current_database()")).scalars().all()
        op.execute("COMMENT ON TABLE gate_event IS 'of %s'" % names[0].replace("'", "''"))


def downgrade(**kw):
    op.execute("DROP TABLE IF EXISTS gate_event, demo_visitors, staging_notes")
    for column in ("demo", "live"):
        op.execute(f"ALTER TABLE gate_door DROP COLUMN IF EXISTS {column}")

"""Settings: created, filled with what create_table returned, upserted."""
from datetime import date, datetime, timezone
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import insert

revision = "g04"
down_revision = "g03"

NAMESPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
SETTINGS = [("frost", "2.5"), ("heat", "31")]


def upgrade():
    setting = op.create_table(
        "setting",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("key", sa.String(30), nullable=False),
        sa.Column("value", sa.Numeric(5, 2)),
        sa.Column("since", sa.Date, nullable=False, server_default=sa.text("'2020-01-01'")),
        sa.UniqueConstraint("key", name="setting_key"),
    )
    op.bulk_insert(
        setting,
        [{"id": uuid5(NAMESPACE, key), "key": key, "value": value, "since": date(2024, 2, 29)} for key, value in SETTINGS],
    )
    upsert = insert(setting).values(id=uuid5(NAMESPACE, "x"), key="frost", value=3)
    op.execute(upsert.on_conflict_do_update(index_elements=["key"], set_={"value": upsert.excluded.value}))
    op.execute(sa.text("INSERT INTO setting (id, key) VALUES (gen_random_uuid(), :key)").bindparams(sa.bindparam("key", "new", type_=sa.String)))
    conn = op.get_bind()
    conn.execute(sa.text("UPDATE setting SET since = :day WHERE key = :key"), [{"day": date.today(), "key": "new"}, {"day": datetime.now(timezone.utc).date(), "key": "heat"}])
    count = conn.execute(sa.select(sa.func.count()).select_from(setting)).scalar()
    assert count == 3
    too_old = conn.execute(sa.text("SELECT key FROM setting WHERE since < '2000-01-01'")).first()
    if too_old:
        raise Exception("a setting is too old")
    while conn.execute(sa.text("SELECT 1 FROM setting WHERE value < 0 LIMIT 1")).scalar():
        conn.execute(sa.text("DELETE FROM setting WHERE value < 0"))


def downgrade():
    op.drop_table("setting")

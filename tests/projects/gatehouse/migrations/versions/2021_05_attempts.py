"""attempts: what may fail is tried"""
import logging

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError, NotSupportedError, ProgrammingError

from migrations.tools import Trigger, has_column, has_index, postgresql_only

logger = logging.getLogger(__name__)
revision = "2021_05"
down_revision = "2021_04"

touched = Trigger("gate_touched", "gate_badge", "NEW.updated_at = now();")


@postgresql_only
def _vector():
    try:
        with op.get_bind().begin_nested():
            op.execute("CREATE EXTENSION vector_that_is_not_there")
            op.add_column("gate_door", sa.Column("embedding", sa.Text()))
    except (ProgrammingError, NotSupportedError) as error:
        logger.warning("no vectors: %s", error)
        op.add_column("gate_door", sa.Column("embedding_text", sa.Text()))
    else:
        op.execute("SELECT 1")
    finally:
        op.add_column("gate_door", sa.Column("tried", sa.Boolean()))


def upgrade(**kw):
    _vector()
    touched.create()
    bind = op.get_bind()
    savepoint = bind.begin_nested()
    try:
        bind.execute(sa.text("ALTER TABLE gate_badge DROP CONSTRAINT nothing_of_that_name"))
        savepoint.commit()
    except DBAPIError:
        savepoint.rollback()
    available = {row.name for row in bind.execute(sa.text("SELECT name FROM pg_available_extensions"))}
    if "pg_trgm" in available and not "vector_that_is_not_there" in available:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public")
    if not has_index("gate_badge", "gate_badge_name_trgm"):
        op.create_index("gate_badge_name_trgm", "gate_badge", ["name"], postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"})
    columns = sa.inspect(bind).get_columns("gate_badge")
    by_name = {c["name"]: c for c in columns}
    if isinstance(by_name["role"]["type"], sa.String) and by_name["role"]["type"].length == 5 and by_name["role"]["nullable"]:
        op.alter_column("gate_badge", "role", type_=sa.String(9), existing_type=sa.String(5))
    for fk in sa.inspect(bind).get_foreign_keys("gate_badge"):
        if fk["referred_table"] == "gate_door":
            op.drop_constraint(fk["name"], "gate_badge", type_="foreignkey")
            op.create_foreign_key(f"{fk['name']}_2", "gate_badge", "gate_door", fk["constrained_columns"], fk["referred_columns"])


def downgrade(**kw):
    op.execute("ALTER TABLE gate_badge RENAME CONSTRAINT badge_door_2 TO badge_door")
    op.alter_column("gate_badge", "role", type_=sa.String(5))
    op.drop_index("gate_badge_name_trgm", table_name="gate_badge")
    op.execute("DROP EXTENSION pg_trgm")
    touched.drop()
    for name in ["embedding", "embedding_text", "tried"]:
        if has_column("gate_door", name):
            op.drop_column("gate_door", name)

"""ask the catalogue in SQL"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import text

revision = "2021_03"
down_revision = "2021_02"


def column_exists(table, column):
    query = text(
        "SELECT EXISTS (SELECT 1 FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = :table AND column_name = :column)"
    )
    return op.get_bind().execute(query, {"table": table, "column": column}).scalar()


def constraint_names(conn, table):
    rows = conn.execute(text("SELECT conname FROM pg_constraint WHERE conrelid = CAST(:name AS regclass)"), dict(name=table))
    return {row[0] for row in rows}


def upgrade(**kw):
    conn = op.get_bind()
    if not column_exists("gate_door", "opened_at"):
        op.add_column("gate_door", sa.Column("opened_at", sa.DateTime, server_default=sa.func.now()))
    if column_exists("gate_door", "opened_at"):
        op.alter_column("gate_door", "opened_at", nullable=False)
    if "gate_badge_door_id_fkey" in constraint_names(conn, "gate_badge"):
        op.drop_constraint("gate_badge_door_id_fkey", "gate_badge", type_="foreignkey")
        op.create_foreign_key("badge_door", "gate_badge", "gate_door", ["door_id"], ["id"], ondelete="CASCADE")
    if conn.execute(text("select count(*) from pg_type where typname = 'gate_role'")).scalar_one() == 0:
        op.execute("CREATE TYPE gate_role AS ENUM ('guard', 'guest')")
    row = conn.execute(text("SELECT to_regclass('public.gate_missing')")).fetchone()
    if row is None or row[0] is None:
        op.create_table("gate_missing", sa.Column("id", sa.Integer, primary_key=True))
    version = conn.execute(text("SHOW server_version_num")).scalar()
    if int(version) >= 120000:
        op.execute("ALTER TABLE gate_badge ADD COLUMN shout text GENERATED ALWAYS AS (upper(name)) STORED")
    op.execute(
        """
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'gate_badge_shout') THEN
                CREATE INDEX gate_badge_shout ON gate_badge (shout);
            END IF;
            BEGIN
                ALTER TABLE gate_badge ADD CONSTRAINT short_role CHECK (length(role) < 6);
            EXCEPTION WHEN duplicate_object THEN NULL;
            END;
        END $$;
        """
    )


def downgrade(**kw):
    op.execute("ALTER TABLE gate_badge DROP CONSTRAINT short_role, DROP COLUMN shout")
    op.drop_table("gate_missing")
    op.execute("DROP TYPE gate_role")
    op.drop_constraint("badge_door", "gate_badge")
    op.create_foreign_key(None, "gate_badge", "gate_door", ["door_id"], ["id"])
    op.drop_column("gate_door", "opened_at")

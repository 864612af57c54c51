"""Functions, triggers, views and a DO block."""
from alembic import op
from sqlalchemy import text

revision = "g05"
down_revision = "g04"

TABLES = ("bed", "plant", "setting")

create_function = """
CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS '
BEGIN
    NEW.touched_at := now();
    RETURN NEW;
END;
' LANGUAGE plpgsql
"""


def upgrade():
    op.execute(text(create_function))
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN touched_at timestamptz")
        op.execute(
            f"""
            CREATE TRIGGER touch_{table}
            BEFORE INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE PROCEDURE touch()
            """
        )
    op.execute("CREATE MATERIALIZED VIEW thirsty AS SELECT p.id, k.water FROM plant p JOIN kind k ON k.id = p.kind_id WHERE k.water > 1")
    op.execute("CREATE UNIQUE INDEX ON thirsty (id)")
    op.execute(
        r"""
        DO $do$
        DECLARE t text;
        BEGIN
            FOREACH t IN ARRAY ARRAY['bed', 'plant'] LOOP
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
                EXECUTE format('CREATE POLICY gardeners ON %I USING (current_user ~ ''\w+'')', t);
            END LOOP;
        END
        $do$
        """
    )
    op.execute(text("UPDATE bed SET name = 'at 10\\:30' WHERE name LIKE 'south%'"))


def downgrade():
    op.execute("DROP MATERIALIZED VIEW thirsty")
    for table in TABLES[:2]:
        op.execute(f"DROP POLICY gardeners ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    [op.execute(f"ALTER TABLE {table} DROP COLUMN touched_at; DROP TRIGGER touch_{table} ON {table}") for table in TABLES]
    op.execute("DROP FUNCTION touch")

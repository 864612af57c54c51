"""alterations of every kind"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "003"
down_revision = "002"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE size ADD VALUE IF NOT EXISTS 'LARGE' AFTER 'MEDIUM'")
        op.execute("ALTER TYPE shade RENAME VALUE 'dark' TO 'dim'")
    op.alter_column("thing", "address", type_=pg.CIDR(), postgresql_using="network(address)", existing_type=pg.INET())
    op.alter_column("thing", "count", server_default=sa.text("1"), nullable=False, comment="How many")
    op.alter_column("thing", "at", server_default=None, existing_type=sa.DateTime())
    op.alter_column("thing", "shade", server_default="light", new_column_name="tint")
    op.alter_column("thing", "id", server_default=sa.Identity(always=False, start=100))
    op.add_column("event", sa.Column("number", sa.Integer(), sa.Identity(), nullable=False))
    op.add_column("event", sa.Column("payload", pg.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False, index=True))
    op.add_column("event", sa.Column("thing_id", sa.BigInteger(), sa.ForeignKey("thing.id", ondelete="SET NULL")))
    op.drop_table_comment("thing", existing_comment="A 'thing'")
    op.create_table_comment("event", "Partitioned by year")
    op.execute("COMMENT ON COLUMN event.day IS 'The key of partitions'")
    op.execute("CREATE DOMAIN zip AS text CHECK (VALUE ~ '^[0-9]{5}$')")
    op.add_column("thing", sa.Column("zip", pg.DOMAIN("zip", sa.Text(), create_type=False)))


def downgrade():
    op.drop_column("thing", "zip")
    op.execute("DROP DOMAIN zip")
    op.create_table_comment("event", None)
    op.create_table_comment("thing", "A 'thing'", existing_comment=None)
    op.drop_column("event", "thing_id")
    op.drop_column("event", "payload")
    op.drop_column("event", "number")
    op.alter_column("thing", "tint", new_column_name="shade", server_default="light")
    op.execute("ALTER TYPE shade RENAME VALUE 'dim' TO 'dark'")
    op.alter_column("thing", "at", server_default=sa.text("CURRENT_TIMESTAMP"))
    op.alter_column("thing", "count", server_default=sa.text("0"), nullable=True, comment=None)
    op.alter_column("thing", "address", type_=pg.INET())

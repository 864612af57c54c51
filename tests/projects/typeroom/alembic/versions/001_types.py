"""types"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "001"
down_revision = None

size = postgresql.ENUM("SMALL", "MEDIUM", name="size")


def upgrade():
    op.execute("CREATE EXTENSION IF NOT EXISTS hstore")
    size.create(op.get_bind(), checkfirst=True)
    size.create(op.get_bind(), checkfirst=True)
    op.create_table(
        "thing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True, start=1, cycle=False), nullable=False),
        sa.Column("address", postgresql.INET()),
        sa.Column("pairs", postgresql.HSTORE(text_type=sa.Text())),
        sa.Column("size", postgresql.ENUM("SMALL", "MEDIUM", name="size", create_type=False)),
        sa.Column("sizes", postgresql.ARRAY(postgresql.ENUM(name="size", create_type=False))),
        sa.Column("shade", sa.Enum("dark", "light", name="shade"), server_default="dark"),
        sa.Column("checked", sa.Enum("x", "yy", name="checked_kind", native_enum=False, create_constraint=True)),
        sa.Column("during", postgresql.DATERANGE()),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True, precision=3), server_default=sa.text("CURRENT_TIMESTAMP")),
        sa.Column("count", sa.Integer, server_default=sa.text("0")),
        sa.Column("double_count", sa.Integer, sa.Computed("count * 2", persisted=True)),
        sa.PrimaryKeyConstraint("id"),
        comment="A 'thing'",
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", "day"),
        postgresql_partition_by="RANGE (day)",
    )
    for year in range(2022, 2025):
        op.execute(f"CREATE TABLE event_{year} PARTITION OF event FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')")
    op.execute(sa.schema.CreateSequence(sa.Sequence("ticket", start=5, increment=5, maxvalue=500, cycle=True)))


def downgrade():
    op.execute(sa.schema.DropSequence(sa.Sequence("ticket")))
    op.drop_table("event")
    op.drop_table("thing")
    for name in ("shade", "size"):
        op.execute("DROP TYPE IF EXISTS " + name)
    op.execute("DROP EXTENSION hstore")

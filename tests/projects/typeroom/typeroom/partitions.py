"""Partitions, inheritance and what is written in DDL."""
import sqlalchemy as sa
from sqlalchemy import Column, Table, event
from sqlalchemy.schema import DDL

from .tables import metadata

measure = Table(
    "measure",
    metadata,
    Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    Column("day", sa.Date, primary_key=True),
    Column("value", sa.Float),
    postgresql_partition_by="RANGE (day)",
)
event.listen(
    measure,
    "after_create",
    DDL("CREATE TABLE measure_2024 PARTITION OF measure FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"),
)
parent = Table("parent", metadata, Column("id", sa.Integer), Column("word", sa.Text))
child = Table("child", metadata, Column("extra", sa.Integer), postgresql_inherits="parent")


@event.listens_for(metadata, "after_create")
def make_function(target, connection, **kw):
    connection.execute(
        sa.text("CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    )
    trigger = DDL("CREATE TRIGGER stamp_%(name)s BEFORE UPDATE ON parent FOR EACH ROW EXECUTE FUNCTION stamp()", context={"name": "parent"})
    connection.execute(trigger)

"""Two metadata: core, and billing in a schema of its own."""
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

core = MetaData()
billing = MetaData(schema="billing")

station = Table(
    "station",
    core,
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False),
    Column("code", String(5)),
    Column("platforms", Integer, server_default="1"),
    UniqueConstraint("code", name="station_code"),
)
track = Table(
    "track",
    core,
    Column("from_id", ForeignKey(station.c.id), primary_key=True),
    Column("to_id", ForeignKey("station.id"), primary_key=True),
    Column("metres", Integer),
)
tariff = Table(
    "tariff",
    billing,
    Column("id", Integer, primary_key=True),
    Column("cents", Integer, nullable=False),
    Column("station_id", Integer, comment="Reference to station.id; another team's table"),
)
invoice = Table(
    "invoice",
    billing,
    Column("id", Integer, primary_key=True),
    Column("tariff_id", ForeignKey("billing.tariff.id"), index=True),
)

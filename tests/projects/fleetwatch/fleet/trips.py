from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String, Table, text
from sqlalchemy.dialects.postgresql import INTERVAL, TSTZRANGE, ExcludeConstraint
from sqlalchemy.orm import relationship

from .fields import GUID
from .registry import Base, mapper_registry
from .vehicles import Vehicle


class Driver(Base):
    __tablename__ = "driver"

    id = Column(Integer, primary_key=True)
    country = Column(String(2), nullable=False)
    licence = Column(String(20), nullable=False)
    # Both tables point at each other, so this key comes last.
    last_trip_id = Column(
        Integer, ForeignKey("trip.id", use_alter=True, name="driver_last_trip_fkey")
    )


class Trip(Base):
    __table__ = Table(
        "trip",
        Base.metadata,
        Column("id", Integer, primary_key=True),
        Column("vehicle_id", GUID, ForeignKey(Vehicle.id), nullable=False),
        Column("driver_id", ForeignKey(Driver.id, deferrable=True, initially="IMMEDIATE")),
        Column("during", TSTZRANGE, nullable=False),
        Column("pause", INTERVAL(precision=0), server_default=text("'30 minutes'::interval")),
        ExcludeConstraint(
            ("vehicle_id", "="),
            ("during", "&&"),
            name="one_trip_at_a_time",
            using="gist",
            where=text("NOT isempty(during)"),
        ),
        comment="A vehicle makes one trip at a time",
    )

    driver = relationship(Driver, foreign_keys=[__table__.c.driver_id])


class Stop:
    """Mapped imperatively below."""

    def __init__(self, place):
        self.place = place


stop_table = Table(
    "stop",
    mapper_registry.metadata,
    Column("trip_id", Integer, ForeignKey("trip.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("place", String(80), key="where_at", nullable=False),
)
photo_table = Table(
    "photo",
    mapper_registry.metadata,
    Column("id", Integer, primary_key=True),
    Column("trip_id", Integer),
    Column("stop_number", Integer),
    ForeignKeyConstraint(
        ["trip_id", "stop_number"],
        ["stop.trip_id", "stop.number"],
        onupdate="CASCADE",
        ondelete="SET NULL",
        match="FULL",
    ),
)
mapper_registry.map_imperatively(Stop, stop_table, properties={"spot": stop_table.c.where_at})

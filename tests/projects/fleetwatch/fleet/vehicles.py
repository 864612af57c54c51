"""Vehicles: joined inheritance; their devices: all in one table."""
import enum
import uuid

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Enum,
    FetchedValue,
    ForeignKey,
    Identity,
    Integer,
    Numeric,
    String,
    UniqueConstraint,
    false,
    func,
    literal_column,
    select,
)
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import column_property, declared_attr, deferred, relationship, synonym

from .fields import GUID, Count, Json, Kilometres, Plate, Point, Settings
from .registry import Base, mapper_registry


class Fuel(str, enum.Enum):
    PETROL = "petrol"
    DIESEL = "diesel"
    BATTERY = "battery"


class Vehicle(Base):
    """Anything with wheels. Trucks and vans have tables of their own."""

    __tablename__ = "vehicle"

    id = Column(GUID(), primary_key=True, default=uuid.uuid4)
    plate = Column(Plate, nullable=False, unique=True)
    kind = Column(String(16), nullable=False)
    fuel = Column(
        Enum(Fuel, name="fuel_kind", values_callable=lambda members: [m.value for m in members]),
        nullable=False,
        server_default=Fuel.DIESEL.value,
    )
    driven = Column(Kilometres, nullable=False, server_default="0")
    miles = Column(Numeric(12, 3), Computed("driven * 0.000621371", persisted=True))
    serial = Column(Integer, Identity(start=100, increment=10, always=True), unique=True)
    position = Column(Point)
    extras = deferred(Column(Json, server_default="{}"))
    settings = Column(Settings)
    passengers = Column(Count)

    registration = synonym("plate")
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "vehicle"}

    @hybrid_property
    def electric(self):
        return self.fuel == Fuel.BATTERY


class Truck(Vehicle):
    __tablename__ = "truck"

    id = Column(ForeignKey("vehicle.id", ondelete="CASCADE"), primary_key=True)
    payload = Column(Integer, CheckConstraint("payload > 0"), nullable=False)
    __mapper_args__ = {"polymorphic_identity": "truck"}


class Van(Vehicle):
    __tablename__ = "van"

    vehicle_id = Column(GUID, ForeignKey(Vehicle.id), primary_key=True)
    refrigerated = Column(Boolean, server_default=false(), nullable=False)
    __mapper_args__ = {"polymorphic_identity": "van"}


@mapper_registry.mapped
class Device:
    """Single-table inheritance: what each kind needs is nullable."""

    __tablename__ = "device"

    id = Column(Integer, Identity(), primary_key=True)
    kind = Column(String(20))
    vehicle_id = Column(GUID(), ForeignKey("vehicle.id"), index=True)
    name_length = column_property(select(func.length(literal_column("'x'"))).scalar_subquery())

    @declared_attr
    def __mapper_args__(cls):
        if cls.__name__ == "Device":
            return {"polymorphic_on": "kind", "polymorphic_identity": "device"}
        return {"polymorphic_identity": cls.__name__.lower()}


@mapper_registry.mapped
class Camera(Device):
    resolution = Column(String(12))

    @declared_attr
    def model(cls):
        return Device.__table__.c.get("model", Column("model", String(30)))


@mapper_registry.mapped
class Tracker(Device):
    sim = Column("sim_number", String(22), unique=True)

    @declared_attr
    def model(cls):
        return Device.__table__.c.get("model", Column("model", String(30)))


class Expense(AbstractConcreteBase, Base):
    """Concrete tables, each with all columns."""

    id = Column(Integer, primary_key=True)
    amount = Column(Numeric(10, 2), nullable=False)

    @declared_attr
    def vehicle_id(cls):
        return Column(ForeignKey("vehicle.id"))


class Toll(Expense):
    __tablename__ = "toll"
    road = Column(String(40))
    __table_args__ = (UniqueConstraint("road", "vehicle_id", name="one_toll_a_road"),)
    __mapper_args__ = {"polymorphic_identity": "toll", "concrete": True}


class Repair(Expense):
    __tablename__ = "repair"
    garage = Column(String(60))
    invoice = Column(String, FetchedValue())
    __mapper_args__ = {"polymorphic_identity": "repair", "concrete": True}


Vehicle.devices = relationship(Device)

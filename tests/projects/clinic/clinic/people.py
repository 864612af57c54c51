import enum
from dataclasses import dataclass, field
from typing import Optional

from sqlalchemy import Column, Enum, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, registry
from .mixins import Keyed


class Person(Keyed, Base):
    """Joined inheritance: doctors and patients have tables of their own."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(index=True)
    type: Mapped[str] = mapped_column(String(20))

    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "person"}


class Doctor(Person):
    __tablename__ = "doctor"

    speciality: Mapped[Optional[str]] = mapped_column(String(40))
    __mapper_args__ = {"polymorphic_identity": "doctor"}


class Patient(Person):
    __tablename__ = "patient"

    doctor_id: Mapped[Optional[int]] = mapped_column(ForeignKey("ward.doctor.id"))
    insurance: Mapped[str | None] = mapped_column(unique=True)
    doctor: Mapped[Optional[Doctor]] = relationship(foreign_keys=[doctor_id])
    __mapper_args__ = {"polymorphic_identity": "patient"}


Patient.blood_group = Column("blood_group", String(3))


class Shift(enum.Enum):
    EARLY = "early"
    LATE = "late"


@registry.mapped
@dataclass
class Nurse:
    """A dataclass with its table beside it."""

    __table__ = Table(
        "nurse",
        registry.metadata,
        Column("id", ForeignKey(Person.id), primary_key=True),
        Column("shift", Enum(Shift, schema="ward", inherit_schema=False), nullable=False),
        Column("pager", String(12), unique=True),
    )
    id: int = field(init=False)
    shift: Shift = Shift.EARLY
    pager: Optional[str] = None


@registry.mapped_as_dataclass
class Room:
    __tablename__ = "room"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    floor: Mapped[int] = mapped_column(default=0)
    label: Mapped[Optional[str]] = mapped_column(String(10), default=None, index=True)

"""Visits: single-table inheritance where two children declare one column; concrete tables."""
import datetime
from typing import Optional

from sqlalchemy import BLANK_SCHEMA, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, true
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import Mapped, column_property, mapped_column, query_expression

from .base import Base, registry
from .mixins import Named, Priced
from .people import Doctor, Patient


class Visit(Named, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey(Patient.id), index=True)
    kind: Mapped[str] = mapped_column(default="visit")
    starts: Mapped[datetime.datetime] = mapped_column()
    ends: Mapped[Optional[datetime.datetime]] = mapped_column()
    duration = column_property(ends - starts)
    waiting: Mapped[Optional[int]] = query_expression()

    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "visit"}


class Surgery(Visit):
    doctor_id: Mapped[Optional[int]] = mapped_column(
        ForeignKey(Doctor.id), use_existing_column=True
    )
    anaesthesia: Mapped[Optional[bool]] = mapped_column(server_default=true())
    __mapper_args__ = {"polymorphic_identity": "surgery"}


class Consultation(Visit):
    doctor_id: Mapped[Optional[int]] = mapped_column(
        ForeignKey(Doctor.id), use_existing_column=True
    )
    __mapper_args__ = {"polymorphic_identity": "consultation"}


class Drug(Priced, Base):
    __tablename__ = "drug"
    id: Mapped[int] = mapped_column(primary_key=True)


class Treatment(Priced, Named, Base):
    id: Mapped[int] = mapped_column(primary_key=True)

    @property
    def price(self) -> float:
        return self.cents / 100


class Form(ConcreteBase, Base):
    __tablename__ = "form"
    id: Mapped[int] = mapped_column(primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "form", "concrete": True}


class Consent(Form):
    __tablename__ = "consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    signed: Mapped[Optional[datetime.date]]
    __mapper_args__ = {"polymorphic_identity": "consent", "concrete": True}


prescription = Table(
    "prescription",
    registry.metadata,
    Column("visit_id", ForeignKey(Visit.id), nullable=False),
    Column("drug_id", ForeignKey("ward.drug.id"), nullable=False),
    Column("count", Integer, server_default="1"),
    UniqueConstraint("visit_id", "drug_id"),
)
holidays = Table("holidays", registry.metadata, Column("day", Integer), schema=BLANK_SCHEMA)
Index("ix_drug_only", Drug.currency, unique=True, postgresql_where=Drug.cents > 100)

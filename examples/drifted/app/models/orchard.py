"""Orchards, and what was sprayed in them."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import Column, DateTime, Enum, Index
from sqlmodel import Field, SQLModel

from app.models.columns import key, moment


class SprayKind(str, enum.Enum):
    """What a spray is meant against."""

    fungicide = "fungicide"
    insecticide = "insecticide"
    nutrient = "nutrient"


def spray_kind() -> Column:
    """A column of its own for each table: SQLAlchemy does not share them."""
    return Column(Enum(SprayKind, name="spray_kind"), nullable=False)


class Orchard(SQLModel, table=True):
    """A place where fruit grows."""

    __tablename__ = "orchard"

    id: uuid.UUID = key()
    owner_id: int = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    name: str = Field(max_length=120)
    region_code: str = Field(max_length=8)
    hectares: float
    created_at: datetime = moment()


class SprayRecord(SQLModel, table=True):
    """One spraying, as the law wants it written down."""

    __tablename__ = "spray_record"
    __table_args__ = (Index("ix_spray_record_sprayed_at", "sprayed_at"),)

    id: uuid.UUID = key()
    orchard_id: uuid.UUID = Field(foreign_key="orchard.id", ondelete="CASCADE", index=True)
    kind: SprayKind = Field(sa_column=spray_kind())
    product: str = Field(max_length=120)
    litres: float
    approved_by: int | None = Field(default=None, index=True)
    sprayed_at: datetime = Field(sa_type=DateTime(timezone=True))


class SprayAlert(SQLModel, table=True):
    """A warning that a spray is due."""

    __tablename__ = "spray_alert"

    id: uuid.UUID = key()
    orchard_id: uuid.UUID = Field(foreign_key="orchard.id", ondelete="CASCADE", index=True)
    kind: SprayKind = Field(sa_column=spray_kind())
    due_at: datetime = Field(sa_type=DateTime(timezone=True))

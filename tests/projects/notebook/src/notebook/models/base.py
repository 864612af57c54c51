from __future__ import annotations

import datetime as dt
import decimal
import enum
import uuid
from typing import Annotated, Any, Literal, Optional

from sqlalchemy import BigInteger, DateTime, Enum, MetaData, Numeric, String, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from typing_extensions import NewType

str50 = Annotated[str, 50]
str200 = Annotated[str, mapped_column(String(200))]
bigkey = Annotated[int, mapped_column(BigInteger, primary_key=True)]
money = Annotated[decimal.Decimal, 12]
stamp = Annotated[
    dt.datetime,
    mapped_column(DateTime(timezone=True), server_default=func.now(), nullable=False),
]
Slug = NewType("Slug", str)
Visibility = Literal["private", "team", "public"]


class Base(DeclarativeBase):
    """The base of all models here."""

    metadata = MetaData(
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_idx",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        }
    )
    type_annotation_map = {
        str50: String(50),
        Slug: String(64),
        money: Numeric(12, 2),
        dict[str, Any]: JSONB,
        list[str]: ARRAY(String(30)),
        enum.Enum: Enum(enum.Enum, native_enum=False, length=32),
        Visibility: Enum("private", "team", "public", name="visibility"),
    }

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


class UUIDKey:
    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, default=uuid.uuid4, server_default=func.gen_random_uuid(), sort_order=-10
    )


class Stamps:
    created_at: Mapped[stamp] = mapped_column(sort_order=90)
    updated_at: Mapped[Optional[dt.datetime]] = mapped_column(
        DateTime(timezone=True), onupdate=func.now(), sort_order=91
    )


class Model(UUIDKey, Stamps, Base):
    __abstract__ = True

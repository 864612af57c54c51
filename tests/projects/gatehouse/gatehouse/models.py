"""Doors and badges."""
import datetime
from typing import Optional

from sqlalchemy import JSON, ForeignKey, MetaData, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gatehouse import constants
from gatehouse.constants import MAX_NAME


class Base(DeclarativeBase):
    metadata = MetaData(schema=None if constants.SCHEMA == "public" else constants.SCHEMA)


def timestamp() -> Mapped[datetime.datetime]:
    """A column made by a function."""
    return mapped_column(nullable=False, server_default=func.now())


def key(table: str, **options):
    return mapped_column(ForeignKey(f"{constants.TABLE_PREFIX}{table}.id"), **options)


class Door(Base):
    __tablename__ = constants.TABLE_PREFIX + "door"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    floor: Mapped[Optional[int]]
    opened_at: Mapped[datetime.datetime] = timestamp()
    if constants.IS_STAGING:
        demo: Mapped[bool]


class Badge(Base):
    __tablename__ = f"{constants.TABLE_PREFIX}badge"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    door_id: Mapped[int] = key("door", index=True)
    role: Mapped[str] = mapped_column(String(max(map(len, constants.ROLES))), default="guest")


try:
    from gatehouse.optional import Camera  # noqa: F401
except ImportError:
    Camera = None


class Event(Base):
    __tablename__ = "gate_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    for _name in ("who", "what"):
        locals()[_name] = mapped_column(String(20))
    del _name
    payload: Mapped[Optional[dict]] = mapped_column(JSON)

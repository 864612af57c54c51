"""Models that nobody ever ran."""
import uuid

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)


class Profile(Base):
    """Its key is a UUID, which cannot reference an integer."""

    __tablename__ = "profile"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"))


class Other(DeclarativeBase):
    """Another base: the table that it points at is in the metadata of the first."""


class Badge(Other):
    __tablename__ = "badge"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

from __future__ import annotations

import datetime
import enum
from typing import TYPE_CHECKING, List, Optional

from sqlalchemy import CheckConstraint, ForeignKey, Identity, LargeBinary, String, text
from sqlalchemy.dialects.postgresql import CITEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from .base import Base, Model, bigkey, money, str50, str200

if TYPE_CHECKING:
    from .note import Note


class Role(enum.Enum):
    reader = 1
    writer = 2
    OWNER = 3


class Team(Model):
    name: Mapped[str50]
    motto: Mapped[Optional[str200]]
    plan: Mapped[str] = mapped_column(String(20), server_default="free")
    seats: Mapped[int] = mapped_column(server_default=text("5"))
    price: Mapped[money | None]
    members: Mapped[List[Member]] = relationship(back_populates="team")


class Member(Model):
    __table_args__ = (CheckConstraint("char_length(handle) >= 2", name="handle_length"),)

    team_id = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True, nullable=False)
    handle: Mapped[str50] = mapped_column(unique=True)
    full_name: Mapped[Optional[str]]
    email: Mapped[str] = mapped_column(CITEXT, unique=True, index=True)
    role: Mapped[Role] = mapped_column(server_default="reader")
    born: Mapped[datetime.date | None]
    wakes_at: Mapped[Optional[datetime.time]]
    patience: Mapped[Optional[datetime.timedelta]]
    picture: Mapped[Optional[bytes]] = mapped_column(LargeBinary, deferred=True)
    active: Mapped[bool] = mapped_column("is_active", server_default=text("true"))
    karma: Mapped[float] = mapped_column(default=0.0)
    team: Mapped["Team"] = relationship(back_populates="members")
    notes: Mapped[list["Note"]] = relationship(back_populates="author", viewonly=True)

    @validates("handle")
    def _strip(self, key: str, value: str) -> str:
        return value.strip()

    @property
    def initials(self) -> str:
        return (self.full_name or self.handle)[:2]


class LoginEvent(Base):
    id: Mapped[bigkey]
    number: Mapped[int] = mapped_column(Identity(always=False, start=1), unique=True)
    member_id: Mapped[Optional[str]] = mapped_column(ForeignKey("member.id"), nullable=True)

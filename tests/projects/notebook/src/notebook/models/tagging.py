"""Association tables, and one association that is a class."""
from typing import Optional

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from .base import Base

note_watcher = Table(
    "note_watcher",
    Base.metadata,
    Column("note_id", ForeignKey("note.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Topic(MappedAsDataclass, Base, kw_only=True):
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    word: Mapped[str] = mapped_column(String(40))
    colour: Mapped[Optional[str]] = mapped_column(String(7), default="#fff")
    rank: Mapped[int] = mapped_column(insert_default=0, default=0, index=True)


class NoteTopic(Base):
    __tablename__ = "note_topic"
    __table_args__ = (UniqueConstraint("topic_id", "note_id", postgresql_nulls_not_distinct=True),)

    note_id = mapped_column(ForeignKey("note.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", initially="DEFERRED", deferrable=True), primary_key=True)

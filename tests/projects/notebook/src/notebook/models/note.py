from __future__ import annotations

import uuid
from typing import Any, ClassVar, Optional

from sqlalchemy import (
    Computed,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    desc,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    Mapped,
    WriteOnlyMapped,
    column_property,
    composite,
    declared_attr,
    mapped_column,
    relationship,
    synonym,
)

from .base import Model, Slug, Visibility
from .people import Member

__all__ = ["Note", "Revision"]


class HasAuthor:
    """Rows that a member wrote; the key is made for each class."""

    @declared_attr
    def author_id(cls) -> Mapped[uuid.UUID]:
        return mapped_column(ForeignKey("member.id"), index=True)

    @declared_attr
    def author(cls) -> Mapped[Member]:
        return relationship(foreign_keys=[cls.author_id])


class Spot:
    def __init__(self, x: int, y: int) -> None:
        self.x, self.y = x, y

    def __composite_values__(self) -> tuple[int, int]:
        return self.x, self.y


class Note(HasAuthor, Model):
    page_size: ClassVar[int] = 20

    title: Mapped[str] = mapped_column(Text)
    slug: Mapped[Slug]
    visibility: Mapped[Visibility] = mapped_column(server_default="private")
    body: Mapped[str] = mapped_column(Text, server_default="")
    tags: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    meta: Mapped[dict[str, Any]] = mapped_column("metadata", server_default=text("'{}'::jsonb"))
    extra = mapped_column(JSONB(none_as_null=True))
    words: Mapped[Optional[int]] = mapped_column(
        Integer, Computed("array_length(regexp_split_to_array(body, '\\s+'), 1)")
    )
    search: Mapped[Any] = mapped_column(
        TSVECTOR,
        Computed("to_tsvector('english'::regconfig, title || ' ' || body)", persisted=True),
        nullable=True,
    )
    parent_id: Mapped[Optional[uuid.UUID]] = mapped_column(Uuid, ForeignKey("note.id"))
    spot: Mapped[Optional[Spot]] = composite(
        mapped_column("spot_x", Integer, nullable=True), mapped_column("spot_y", nullable=True, type_=Integer)
    )

    heading = synonym("title")
    title_length: Mapped[int] = column_property(func.length(title))
    revisions: WriteOnlyMapped[Revision] = relationship(passive_deletes=True)

    __table_args__ = (
        UniqueConstraint("author_id", "slug"),
        Index(None, "search", postgresql_using="gin"),
        Index("note_tags_gin", "tags", postgresql_using="gin"),
        Index("note_title_lower", func.lower(title)),
        Index("note_newest", desc(literal_column("created_at")), postgresql_include=["title"]),
        {"comment": "One page", "info": {"owner": "editors"}},
    )

    @hybrid_property
    def short(self) -> bool:
        return (self.words or 0) < 100

    @short.expression
    @classmethod
    def _short_expression(cls):
        return cls.words < 100


class Revision(HasAuthor, Model):
    note_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Note.id, ondelete="CASCADE", name="revision_note"), primary_key=False
    )
    number: Mapped[int] = mapped_column(comment="Counted from 1 within a note")
    body: Mapped[str | None] = mapped_column(Text, default=None)
    __table_args__ = (Index("revision_number", note_id, number.desc(), unique=True),)

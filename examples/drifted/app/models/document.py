"""Documents that growers upload, and what was found in them."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Column, Computed, Float, Index, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlmodel import Field, SQLModel

from app.models.columns import key, moment

try:
    from pgvector.sqlalchemy import Vector

    EMBEDDING: Any = Vector(384)
except ImportError:
    # Search by meaning is optional: without pgvector nothing asks for the column.
    EMBEDDING = ARRAY(Float)


class Document(SQLModel, table=True):
    """A label, a soil analysis, a letter of the plant protection service."""

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_search", "search", postgresql_using="gin"),
    )

    id: uuid.UUID = key()
    user_id: int = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    title: str = Field(max_length=255)
    body: str = Field(default="", sa_column_kwargs={"server_default": ""})
    search: str | None = Field(
        default=None,
        sa_column=Column(
            TSVECTOR, Computed("to_tsvector('simple', title || ' ' || body)", persisted=True)
        ),
    )
    created_at: datetime = moment()
    embedding: list[float] | None = Field(default=None, sa_column=Column(EMBEDDING))


class DocumentAnalysis(SQLModel, table=True):
    """What the assistant read in a document."""

    __tablename__ = "document_analyses"
    __table_args__ = (
        Index("ix_document_analyses_document_id", "document_id"),
        Index("ix_document_analyses_latest", "document_id", "created_at"),
    )

    id: uuid.UUID = key()
    document_id: uuid.UUID = Field(foreign_key="document.id", ondelete="CASCADE")
    findings: dict[str, Any] = Field(
        sa_column=Column(JSONB, nullable=False, server_default=text("'{}'::jsonb"))
    )
    model: str = Field(max_length=80)
    created_at: datetime = moment()

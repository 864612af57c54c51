"""Figures over time, documents in pieces, and what people want to be told. Database: specs"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pgvector.sqlalchemy import Vector
from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import SpecsBase
from app.models.base import BaseModel, Edited

if TYPE_CHECKING:
    from app.models.specs.tracking import KnowledgeBaseDocument


class AnalyticsMetric(BaseModel, Edited, SpecsBase):
    __tablename__ = "analytics_metrics"
    __table_args__ = (
        CheckConstraint("period in ('hour', 'day', 'week', 'month')", name="period"),
        Index(
            "analytics_metrics_of_user_key",
            "user_id",
            "metric_name",
            "period",
            "period_start",
            "dimensions",
            unique=True,
            postgresql_where=text("user_id is not null"),
        ),
        Index(
            "analytics_metrics_of_product_key",
            "metric_name",
            "period",
            "period_start",
            "dimensions",
            unique=True,
            postgresql_where=text("user_id is null"),
        ),
        Index("analytics_metrics_user_id_idx", "user_id", text("period_start desc")),
        Index("analytics_metrics_metric_name_idx", "metric_name", text("period_start desc")),
        Index("analytics_metrics_period_idx", "period", text("period_start desc")),
        Index(
            "analytics_metrics_dimensions_idx",
            "dimensions",
            postgresql_using="gin",
            postgresql_ops={"dimensions": "jsonb_path_ops"},
        ),
        {"comment": "Figures summed up by hour, day, week or month."},
    )

    user_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Whose figure it is; null for the whole product. Reference to users.id in auth (no "
        "foreign key: another database)",
    )
    metric_name: Mapped[str] = mapped_column(String(100))
    metric_value: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    period: Mapped[str] = mapped_column(String(20))
    period_start: Mapped[datetime]
    dimensions: Mapped[dict[str, Any]] = mapped_column(
        server_default=text("'{}'::jsonb"),
        comment="What the figure is narrowed to, such as {\"tier\": \"pro\"}.",
    )


class DocumentChunk(BaseModel, SpecsBase):
    __tablename__ = "document_chunks"
    __table_args__ = (
        UniqueConstraint("document_id", "chunk_index", name="document_chunks_chunk_index_key"),
        CheckConstraint("chunk_index >= 0", name="chunk_index"),
        CheckConstraint("token_count >= 0", name="token_count"),
        CheckConstraint("(embedding is null) = (embedding_model is null)", name="embedding"),
        Index(
            "document_chunks_search_idx",
            text("to_tsvector('english', content)"),
            postgresql_using="gin",
        ),
        Index(
            "document_chunks_metadata_idx",
            "metadata",
            postgresql_using="gin",
            postgresql_ops={"metadata": "jsonb_path_ops"},
        ),
        Index("document_chunks_checksum_idx", "checksum"),
        Index(
            "document_chunks_embedding_idx",
            "embedding",
            postgresql_using="hnsw",
            postgresql_ops={"embedding": "vector_cosine_ops"},
        ),
        Index(
            "document_chunks_to_embed_idx", "created_at", postgresql_where=text("embedding is null")
        ),
        {
            "comment": "Documents cut into pieces that fit a language model. A document is cut anew, not edited."
        },
    )

    document_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("knowledge_base_documents.id", ondelete="CASCADE")
    )
    chunk_index: Mapped[int] = mapped_column(comment="Place within the document, from 0.")
    content: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of the content, in hexadecimal."
    )
    token_count: Mapped[int] = mapped_column(server_default=text("0"))
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb"), comment="Page, heading and the like."
    )
    embedding: Mapped[list[float] | None] = mapped_column(
        Vector(1536),
        sort_order=100,
        comment="The meaning of the content, as a point. Null: not computed yet.",
    )
    embedding_model: Mapped[str | None] = mapped_column(
        String(100),
        sort_order=100,
        comment="The model that computed it. Points of two models cannot be compared.",
    )

    document: Mapped["KnowledgeBaseDocument"] = relationship()


class NotificationPreference(BaseModel, Edited, SpecsBase):
    __tablename__ = "notification_preferences"
    __table_args__ = (
        UniqueConstraint(
            "user_id", "channel", "event_type", name="notification_preferences_event_type_key"
        ),
        CheckConstraint("channel in ('email', 'push', 'in_app')", name="channel"),
        CheckConstraint("frequency in ('immediate', 'daily', 'weekly')", name="frequency"),
        Index(
            "notification_preferences_receivers_idx",
            "event_type",
            "channel",
            postgresql_where=text("is_enabled"),
        ),
        Index(
            "notification_preferences_digest_idx",
            "frequency",
            "user_id",
            postgresql_where=text("is_enabled and frequency <> 'immediate'"),
        ),
        Index("notification_preferences_channel_idx", "channel", "is_enabled"),
        {
            "comment": "What a person wants to be told, how and how often. No row: the product's default."
        },
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Whose wish it is. Reference to users.id in auth (no foreign key: another database)"
    )
    channel: Mapped[str] = mapped_column(String(20))
    event_type: Mapped[str] = mapped_column(
        String(100), comment="What happened, such as conflict.detected. An open list."
    )
    is_enabled: Mapped[bool] = mapped_column(server_default=text("true"))
    frequency: Mapped[str] = mapped_column(String(20), server_default="immediate")
    settings: Mapped[dict[str, Any]] = mapped_column(
        server_default=text("'{}'::jsonb"), comment="Hours of rest, sound and the like."
    )

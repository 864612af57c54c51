"""How good the work is, how people work, and what they gave us to read. Database: specs"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pgvector.sqlalchemy import Vector
from sqlalchemy import (
    BigInteger,
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
    from app.models.specs.specification import Project, Question


class QualityMetric(BaseModel, SpecsBase):
    __tablename__ = "quality_metrics"
    __table_args__ = (
        UniqueConstraint(
            "project_id", "metric_name", "calculated_at", name="quality_metrics_calculated_at_key"
        ),
        Index("quality_metrics_project_id_idx", "project_id", text("calculated_at desc")),
        Index("quality_metrics_metric_name_idx", "metric_name", text("calculated_at desc")),
        Index(
            "quality_metrics_failed_idx",
            "project_id",
            "metric_name",
            postgresql_where=text("not is_passed"),
        ),
        Index(
            "quality_metrics_details_idx",
            "details",
            postgresql_using="gin",
            postgresql_ops={"details": "jsonb_path_ops"},
        ),
        {"comment": "Measurements of a project's specification. Rows are added, and not changed."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    metric_name: Mapped[str] = mapped_column(
        String(100), comment="What was measured, such as coverage or ambiguity. An open list."
    )
    metric_value: Mapped[Decimal] = mapped_column(Numeric(12, 4))
    threshold: Mapped[Decimal | None] = mapped_column(
        Numeric(12, 4), comment="What was asked for at that time. Null: nothing was."
    )
    is_passed: Mapped[bool] = mapped_column(server_default=text("true"))
    details: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    calculated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    project: Mapped["Project"] = relationship()


class UserBehaviorPattern(BaseModel, Edited, SpecsBase):
    __tablename__ = "user_behavior_patterns"
    __table_args__ = (
        UniqueConstraint("user_id", "pattern_type", name="user_behavior_patterns_pattern_type_key"),
        CheckConstraint("confidence between 0 and 1", name="confidence"),
        CheckConstraint("observation_count > 0", name="observation_count"),
        Index("user_behavior_patterns_user_id_idx", "user_id", text("confidence desc")),
        Index("user_behavior_patterns_pattern_type_idx", "pattern_type", text("confidence desc")),
        Index("user_behavior_patterns_last_observed_at_idx", "last_observed_at"),
        Index(
            "user_behavior_patterns_pattern_data_idx",
            "pattern_data",
            postgresql_using="gin",
            postgresql_ops={"pattern_data": "jsonb_path_ops"},
        ),
        {"comment": "What the assistant has learnt about how a person likes to work."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Whose habit it is. Reference to users.id in auth (no foreign key: another database)",
    )
    pattern_type: Mapped[str] = mapped_column(String(50))
    pattern_data: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    confidence: Mapped[Decimal] = mapped_column(
        Numeric(4, 3),
        server_default=text("0"),
        comment="From 0 (a guess) to 1 (seen again and again).",
    )
    observation_count: Mapped[int] = mapped_column(server_default=text("1"))
    last_observed_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class QuestionEffectiveness(BaseModel, Edited, SpecsBase):
    __tablename__ = "question_effectiveness"
    __table_args__ = (
        UniqueConstraint("question_id", "user_id", name="question_effectiveness_user_id_key"),
        CheckConstraint("answer_quality between 0 and 1", name="answer_quality"),
        CheckConstraint("response_seconds >= 0", name="response_seconds"),
        CheckConstraint("specification_count >= 0", name="specification_count"),
        Index("question_effectiveness_user_id_idx", "user_id", text("created_at desc")),
        Index(
            "question_effectiveness_specification_count_idx",
            text("specification_count desc"),
            text("answer_quality desc"),
        ),
        Index(
            "question_effectiveness_answer_quality_idx",
            "answer_quality",
            postgresql_where=text("answer_quality is not null"),
        ),
        Index(
            "question_effectiveness_skipped_idx",
            text("created_at desc"),
            postgresql_where=text("was_skipped"),
        ),
        Index(
            "question_effectiveness_follow_up_idx",
            text("created_at desc"),
            postgresql_where=text("needed_follow_up"),
        ),
        {"comment": "How well a question worked with the person it was put to."},
    )

    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who was asked. Reference to users.id in auth (no foreign key: another database)"
    )
    answer_quality: Mapped[Decimal | None] = mapped_column(
        Numeric(4, 3), comment="From 0 (of no use) to 1. Null: not judged yet."
    )
    response_seconds: Mapped[int | None]
    specification_count: Mapped[int] = mapped_column(
        server_default=text("0"), comment="How many specifications came out of the answer."
    )
    was_skipped: Mapped[bool] = mapped_column(server_default=text("false"))
    needed_follow_up: Mapped[bool] = mapped_column(server_default=text("false"))
    context: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))

    question: Mapped["Question"] = relationship()


class KnowledgeBaseDocument(BaseModel, Edited, SpecsBase):
    __tablename__ = "knowledge_base_documents"
    __table_args__ = (
        UniqueConstraint("project_id", "checksum", name="knowledge_base_documents_checksum_key"),
        CheckConstraint("size_bytes >= 0", name="size_bytes"),
        CheckConstraint("status in ('pending', 'processing', 'ready', 'failed')", name="status"),
        CheckConstraint("jsonb_typeof(tags) = 'array'", name="tags"),
        CheckConstraint("(embedding is null) = (embedding_model is null)", name="embedding"),
        Index("knowledge_base_documents_project_id_idx", "project_id", text("created_at desc")),
        Index("knowledge_base_documents_title_idx", "project_id", text("lower(title)")),
        Index(
            "knowledge_base_documents_uploaded_by_id_idx", "uploaded_by_id", text("created_at desc")
        ),
        Index("knowledge_base_documents_status_idx", "status", "created_at"),
        Index("knowledge_base_documents_content_type_idx", "content_type", "status"),
        Index("knowledge_base_documents_source_url_idx", "source_url", postgresql_using="hash"),
        Index(
            "knowledge_base_documents_search_idx",
            text("to_tsvector('english', title)"),
            postgresql_using="gin",
        ),
        Index("knowledge_base_documents_tags_idx", "tags", postgresql_using="gin"),
        Index(
            "knowledge_base_documents_metadata_idx",
            "metadata",
            postgresql_using="gin",
            postgresql_ops={"metadata": "jsonb_path_ops"},
        ),
        Index(
            "knowledge_base_documents_embedding_idx",
            "embedding",
            postgresql_using="hnsw",
            postgresql_ops={"embedding": "vector_cosine_ops"},
        ),
        {"comment": "Documents that people gave the assistant to read for a project."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    uploaded_by_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who gave it. Reference to users.id in auth (no foreign key: another database)"
    )
    title: Mapped[str] = mapped_column(String(255))
    file_name: Mapped[str | None] = mapped_column(String(255))
    source_url: Mapped[str | None] = mapped_column(Text)
    content_type: Mapped[str] = mapped_column(String(100))
    content: Mapped[str | None] = mapped_column(
        Text, comment="The text in it. Null until it has been read."
    )
    checksum: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of the file, in hexadecimal: a project takes a file once."
    )
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    error_message: Mapped[str | None] = mapped_column(Text)
    tags: Mapped[list[Any]] = mapped_column(
        server_default=text("'[]'::jsonb"), comment="A list of words."
    )
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )
    processed_at: Mapped[datetime | None]
    embedding: Mapped[list[float] | None] = mapped_column(
        Vector(1536),
        sort_order=100,
        comment="The meaning of its title and first lines, as a point. Null: not computed yet.",
    )
    embedding_model: Mapped[str | None] = mapped_column(
        String(100),
        sort_order=100,
        comment="The model that computed it. Points of two models cannot be compared.",
    )

    project: Mapped["Project"] = relationship()

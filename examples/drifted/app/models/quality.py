"""Agronomists look at answers, and say what is wrong with them."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Enum, ForeignKey, Index, String, Text, func, text
from sqlalchemy.dialects.postgresql import UUID as PostgresUUID
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class FeedbackKind(enum.Enum):
    """What an agronomist thinks of an answer."""

    CORRECT = "correct"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"


class ExpertProfile(Base):
    """An agronomist whose word counts."""

    __tablename__ = "expert_profiles"

    id: Mapped[UUID] = mapped_column(
        PostgresUUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()")
    )
    user_id: Mapped[UUID] = mapped_column(
        PostgresUUID(as_uuid=True), ForeignKey("user.id", ondelete="CASCADE"), unique=True
    )
    speciality: Mapped[str] = mapped_column(String(80))
    trust: Mapped[float] = mapped_column(server_default=text("0.5"))
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )


class ExpertFeedback(Base):
    """One judgement of one answer."""

    __tablename__ = "expert_feedback"
    __table_args__ = (Index("ix_expert_feedback_expert_id", "expert_id"),)

    id: Mapped[UUID] = mapped_column(
        PostgresUUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()")
    )
    expert_id: Mapped[UUID] = mapped_column(
        PostgresUUID(as_uuid=True), ForeignKey("expert_profiles.id", ondelete="CASCADE")
    )
    kind: Mapped[FeedbackKind] = mapped_column(Enum(FeedbackKind, name="feedback_kind"))
    question: Mapped[str] = mapped_column(Text)
    correction: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )

    expert: Mapped[ExpertProfile] = relationship()


class PromptTemplate(Base):
    """A prompt that agronomists have agreed on."""

    __tablename__ = "prompt_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    template: Mapped[str] = mapped_column(Text)


class FailurePattern(Base):
    """A kind of question that the assistant answers badly."""

    __tablename__ = "failure_patterns"

    id: Mapped[int] = mapped_column(primary_key=True)
    description: Mapped[str] = mapped_column(Text)

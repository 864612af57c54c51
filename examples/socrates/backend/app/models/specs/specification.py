"""A project, its sessions and questions, and what they brought to light. Database: specs"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import SpecsBase
from app.models.base import BaseModel, Edited


class Project(BaseModel, Edited, SpecsBase):
    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint("btrim(name) <> ''", name="name"),
        CheckConstraint(
            "current_phase in ('discovery', 'analysis', 'design', 'implementation')",
            name="current_phase",
        ),
        CheckConstraint("maturity_score between 0 and 100", name="maturity_score"),
        CheckConstraint("status in ('active', 'paused', 'completed', 'archived')", name="status"),
        CheckConstraint("jsonb_typeof(tags) = 'array'", name="tags"),
        Index("projects_user_id_idx", "user_id", text("updated_at desc")),
        Index("projects_creator_id_idx", "creator_id", text("created_at desc")),
        Index("projects_owner_id_idx", "owner_id", "status", text("updated_at desc")),
        Index(
            "projects_name_key",
            "user_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("status <> 'archived'"),
        ),
        Index("projects_status_idx", "status", text("updated_at desc")),
        Index("projects_current_phase_idx", "current_phase", "maturity_score"),
        Index("projects_maturity_score_idx", "maturity_score"),
        Index("projects_stale_idx", "last_activity_at", postgresql_where=text("status = 'active'")),
        Index(
            "projects_search_idx",
            text("to_tsvector('english', name || ' ' || coalesce(description, ''))"),
            postgresql_using="gin",
        ),
        Index("projects_tags_idx", "tags", postgresql_using="gin"),
        {"comment": "One piece of software that is being specified."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="The account whose plan it counts towards. Reference to users.id in auth (no foreign "
        "key: another database)",
    )
    creator_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who started it; does not change. Reference to users.id in auth (no foreign key: "
        "another database)",
    )
    owner_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who decides on it now; changes hands. Reference to users.id in auth (no foreign "
        "key: another database)",
    )
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    current_phase: Mapped[str] = mapped_column(
        String(50),
        server_default="discovery",
        comment="discovery, then analysis, design and implementation.",
    )
    maturity_score: Mapped[int] = mapped_column(
        server_default=text("0"), comment="How complete the specification is, from 0 to 100."
    )
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    tags: Mapped[list[Any]] = mapped_column(
        server_default=text("'[]'::jsonb"), comment="A list of words."
    )
    settings: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    last_activity_at: Mapped[datetime] = mapped_column(
        server_default=text("now()"),
        comment="Last message, answer or edit in it, not only of this row.",
    )


class Session(BaseModel, Edited, SpecsBase):
    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("mode in ('socratic', 'direct')", name="mode"),
        CheckConstraint("status in ('active', 'paused', 'completed', 'abandoned')", name="status"),
        CheckConstraint("ended_at >= started_at", name="ended_at"),
        Index("sessions_project_id_idx", "project_id", text("started_at desc")),
        Index("sessions_user_id_idx", "user_id", text("started_at desc")),
        Index(
            "sessions_active_key",
            "project_id",
            "user_id",
            unique=True,
            postgresql_where=text("status = 'active'"),
        ),
        Index("sessions_status_idx", "status", text("updated_at desc")),
        Index("sessions_mode_idx", "mode", text("started_at desc")),
        {"comment": "One sitting with the assistant about a project."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who talks to the assistant. Reference to users.id in auth (no foreign key: another "
        "database)",
    )
    mode: Mapped[str] = mapped_column(
        String(20),
        server_default="socratic",
        comment="socratic: the assistant asks. direct: the person does.",
    )
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    context: Mapped[dict[str, Any]] = mapped_column(
        server_default=text("'{}'::jsonb"),
        comment="What the assistant needs to go on where it stopped.",
    )
    started_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    ended_at: Mapped[datetime | None]

    project: Mapped["Project"] = relationship()


class Question(BaseModel, Edited, SpecsBase):
    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("session_id", "position", name="questions_position_key"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("priority between 1 and 5", name="priority"),
        CheckConstraint("status in ('pending', 'answered', 'skipped')", name="status"),
        CheckConstraint("(status = 'answered') = (answered_at is not null)", name="answered_at"),
        Index(
            "questions_next_idx",
            "session_id",
            text("priority desc"),
            postgresql_where=text("status = 'pending'"),
        ),
        Index("questions_category_idx", "category", text("created_at desc")),
        Index("questions_status_idx", "status", text("created_at desc")),
        Index(
            "questions_template_key_idx",
            "template_key",
            text("created_at desc"),
            postgresql_where=text("template_key is not null"),
        ),
        Index("questions_search_idx", text("to_tsvector('english', text)"), postgresql_using="gin"),
        {"comment": "What the assistant asked in a session, or means to ask."},
    )

    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(comment="Place within the session, from 1.")
    text_: Mapped[str] = mapped_column("text", Text)
    category: Mapped[str] = mapped_column(
        String(50), comment="Subject, such as goals, security or testing. An open list."
    )
    priority: Mapped[int] = mapped_column(
        SmallInteger, server_default=text("3"), comment="From 1 (can wait) to 5 (next)."
    )
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    template_key: Mapped[str | None] = mapped_column(
        String(100), comment="The template it was made from. Null: thought up on the spot."
    )
    context: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    answered_at: Mapped[datetime | None]

    session: Mapped["Session"] = relationship()


class Specification(BaseModel, Edited, SpecsBase):
    __tablename__ = "specifications"
    __table_args__ = (
        UniqueConstraint("project_id", "id", name="specifications_project_id_id_key"),
        UniqueConstraint(
            "project_id", "category", "key", "version", name="specifications_version_key"
        ),
        CheckConstraint("supersedes_id <> id", name="supersedes_id"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("source in ('answer', 'document', 'inference', 'import')", name="source"),
        CheckConstraint("confidence between 0 and 1", name="confidence"),
        CheckConstraint(
            "status in ('proposed', 'confirmed', 'rejected', 'superseded')", name="status"
        ),
        Index(
            "specifications_in_force_key",
            "project_id",
            "category",
            "key",
            unique=True,
            postgresql_where=text("status in ('proposed', 'confirmed')"),
        ),
        Index(
            "specifications_status_in_project_idx", "project_id", "status", text("updated_at desc")
        ),
        Index("specifications_created_at_idx", "project_id", text("created_at desc")),
        Index(
            "specifications_unsure_idx",
            "project_id",
            "confidence",
            postgresql_where=text("status = 'proposed'"),
        ),
        Index("specifications_question_id_idx", "question_id"),
        Index("specifications_created_by_id_idx", "created_by_id", text("created_at desc")),
        Index("specifications_status_idx", "status", text("updated_at desc")),
        Index("specifications_key_idx", "category", "key"),
        Index(
            "specifications_search_idx",
            text("to_tsvector('english', key || ' ' || value)"),
            postgresql_using="gin",
        ),
        {"comment": "What is known about a project: one key, one value, one version a row."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    question_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("questions.id", ondelete="SET NULL"),
        comment="The question whose answer it came from. Null: from elsewhere.",
    )
    supersedes_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("specifications.id", ondelete="SET NULL"),
        unique=True,
        comment="The version it took the place of.",
    )
    created_by_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who said it, or confirmed it first. Reference to users.id in auth (no foreign key: "
        "another database)",
    )
    category: Mapped[str] = mapped_column(String(50), comment="Subject, as in questions.")
    key: Mapped[str] = mapped_column(String(255))
    value: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default=text("1"))
    source: Mapped[str] = mapped_column(String(20), server_default="answer")
    confidence: Mapped[Decimal] = mapped_column(
        Numeric(4, 3),
        server_default=text("1"),
        comment="From 0 (a guess) to 1 (said in so many words).",
    )
    status: Mapped[str] = mapped_column(String(20), server_default="proposed")
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )

    project: Mapped["Project"] = relationship()
    question: Mapped["Question | None"] = relationship()
    supersedes: Mapped["Specification | None"] = relationship(remote_side="Specification.id")


class ConversationHistory(BaseModel, SpecsBase):
    __tablename__ = "conversation_history"
    __table_args__ = (
        UniqueConstraint("session_id", "position", name="conversation_history_position_key"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("role in ('user', 'assistant', 'system')", name="role"),
        CheckConstraint("(role = 'user') = (user_id is not null)", name="user_id"),
        CheckConstraint("token_count >= 0", name="token_count"),
        Index("conversation_history_session_id_idx", "session_id", text("created_at desc")),
        Index("conversation_history_user_id_idx", "user_id", text("created_at desc")),
        Index("conversation_history_role_idx", "role", text("created_at desc")),
        Index(
            "conversation_history_search_idx",
            text("to_tsvector('english', content)"),
            postgresql_using="gin",
        ),
        {"comment": "Every message of a session, in order. Rows are added, and not changed."},
    )

    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Who wrote it; null for the assistant. Reference to users.id in auth (no foreign "
        "key: another database)",
    )
    position: Mapped[int] = mapped_column(comment="Place within the session, from 1.")
    role: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(Text)
    token_count: Mapped[int] = mapped_column(
        server_default=text("0"), comment="Length as the language model counts it."
    )
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )

    session: Mapped["Session"] = relationship()


class Conflict(BaseModel, Edited, SpecsBase):
    __tablename__ = "conflicts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "first_specification_id"],
            ["specifications.project_id", "specifications.id"],
            name="conflicts_first_specification_id_fkey",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["project_id", "second_specification_id"],
            ["specifications.project_id", "specifications.id"],
            name="conflicts_second_specification_id_fkey",
            ondelete="CASCADE",
        ),
        CheckConstraint(
            "first_specification_id <> second_specification_id", name="two_specifications"
        ),
        CheckConstraint(
            "type in ('contradiction', 'technology', 'scope', 'schedule', 'resources')", name="type"
        ),
        CheckConstraint("severity in ('low', 'medium', 'high', 'critical')", name="severity"),
        CheckConstraint("status in ('open', 'resolved', 'ignored')", name="status"),
        CheckConstraint("(status = 'open') = (resolved_at is null)", name="resolved_at"),
        Index("conflicts_first_specification_id_idx", "project_id", "first_specification_id"),
        Index("conflicts_second_specification_id_idx", "project_id", "second_specification_id"),
        Index(
            "conflicts_open_key",
            text("least(first_specification_id, second_specification_id)"),
            text("greatest(first_specification_id, second_specification_id)"),
            "type",
            unique=True,
            postgresql_where=text("status = 'open'"),
        ),
        Index("conflicts_status_in_project_idx", "project_id", "status", "severity"),
        Index("conflicts_resolved_by_id_idx", "resolved_by_id", text("resolved_at desc")),
        Index("conflicts_status_idx", "status", text("detected_at desc")),
        Index(
            "conflicts_open_by_severity_idx",
            "severity",
            "detected_at",
            postgresql_where=text("status = 'open'"),
        ),
        Index("conflicts_type_idx", "type", "severity"),
        {"comment": "Two specifications of one project that cannot both hold."},
    )

    project_id: Mapped[uuid.UUID]
    first_specification_id: Mapped[uuid.UUID]
    second_specification_id: Mapped[uuid.UUID]
    type: Mapped[str] = mapped_column(String(50), server_default="contradiction")
    severity: Mapped[str] = mapped_column(String(20), server_default="medium")
    status: Mapped[str] = mapped_column(String(20), server_default="open")
    description: Mapped[str] = mapped_column(Text)
    resolution: Mapped[str | None] = mapped_column(Text, comment="What was decided, in words.")
    resolved_by_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Who settled it; null while it is open. Reference to users.id in auth (no foreign "
        "key: another database)",
    )
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )
    detected_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    resolved_at: Mapped[datetime | None]

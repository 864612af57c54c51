"""The code that was made from a specification. Database: specs"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

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
    from app.models.specs.specification import Project


class GeneratedProject(BaseModel, Edited, SpecsBase):
    __tablename__ = "generated_projects"
    __table_args__ = (
        UniqueConstraint("project_id", "version", name="generated_projects_version_key"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("status in ('queued', 'generating', 'completed', 'failed')", name="status"),
        CheckConstraint("file_count >= 0", name="file_count"),
        CheckConstraint("line_count >= 0", name="line_count"),
        CheckConstraint("test_coverage between 0 and 100", name="test_coverage"),
        CheckConstraint("completed_at >= started_at", name="completed_at"),
        Index("generated_projects_project_id_idx", "project_id", text("created_at desc")),
        Index("generated_projects_requested_by_id_idx", "requested_by_id", text("created_at desc")),
        Index(
            "generated_projects_queue_idx",
            "created_at",
            postgresql_where=text("status in ('queued', 'generating')"),
        ),
        Index("generated_projects_status_idx", "status", text("created_at desc")),
        Index("generated_projects_language_idx", "language", "framework"),
        Index(
            "generated_projects_completed_at_idx",
            text("completed_at desc"),
            postgresql_where=text("completed_at is not null"),
        ),
        {"comment": "One run of the code generator over a project's specification."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    requested_by_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who asked for it. Reference to users.id in auth (no foreign key: another database)"
    )
    version: Mapped[int] = mapped_column(comment="Counts the runs of one project, from 1.")
    language: Mapped[str] = mapped_column(String(50))
    framework: Mapped[str | None] = mapped_column(String(50))
    status: Mapped[str] = mapped_column(String(20), server_default="queued")
    options: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    file_count: Mapped[int] = mapped_column(server_default=text("0"))
    line_count: Mapped[int] = mapped_column(server_default=text("0"))
    test_coverage: Mapped[Decimal | None] = mapped_column(
        Numeric(5, 2),
        comment="Share of lines that the generated tests run, in per cent. Null: not measured.",
    )
    error_message: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    project: Mapped["Project"] = relationship()


class GeneratedFile(BaseModel, Edited, SpecsBase):
    __tablename__ = "generated_files"
    __table_args__ = (
        UniqueConstraint("generated_project_id", "path", name="generated_files_path_key"),
        CheckConstraint("path <> '' and path not like '/%'", name="path"),
        CheckConstraint("size_bytes >= 0", name="size_bytes"),
        CheckConstraint("line_count >= 0", name="line_count"),
        Index("generated_files_type_in_project_idx", "generated_project_id", "file_type"),
        Index("generated_files_file_type_idx", "file_type", text("size_bytes desc")),
        Index("generated_files_path_idx", "path", postgresql_ops={"path": "varchar_pattern_ops"}),
        Index("generated_files_checksum_idx", "checksum"),
        {"comment": "The files of one run of the code generator."},
    )

    generated_project_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("generated_projects.id", ondelete="CASCADE")
    )
    path: Mapped[str] = mapped_column(
        String(500), comment="From the root of the generated project, without a leading slash."
    )
    file_type: Mapped[str] = mapped_column(
        String(50), comment="What it is for: source, test, settings, document. An open list."
    )
    content: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of the content, in hexadecimal."
    )
    size_bytes: Mapped[int]
    line_count: Mapped[int] = mapped_column(server_default=text("0"))

    generated_project: Mapped["GeneratedProject"] = relationship()

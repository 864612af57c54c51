"""What happened in a project, and who is asked to join it. Database: specs"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import SpecsBase
from app.models.base import BaseModel, Edited

if TYPE_CHECKING:
    from app.models.specs.specification import Project


class ActivityLog(BaseModel, SpecsBase):
    __tablename__ = "activity_logs"
    __table_args__ = (
        Index("activity_logs_project_id_idx", "project_id", text("created_at desc")),
        Index(
            "activity_logs_project_id_user_id_idx", "project_id", "user_id", text("created_at desc")
        ),
        Index(
            "activity_logs_project_id_action_idx", "project_id", "action", text("created_at desc")
        ),
        Index("activity_logs_user_id_idx", "user_id", text("created_at desc")),
        Index(
            "activity_logs_resource_idx", "resource_type", "resource_id", text("created_at desc")
        ),
        Index("activity_logs_action_idx", "action", text("created_at desc")),
        Index(
            "activity_logs_changes_idx",
            "changes",
            postgresql_using="gin",
            postgresql_ops={"changes": "jsonb_path_ops"},
        ),
        Index("activity_logs_created_at_idx", "created_at", postgresql_using="brin"),
        {"comment": "What happened in a project. Rows are added, and not changed."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Who did it; null for the product itself. Reference to users.id in auth (no foreign "
        "key: another database)",
    )
    action: Mapped[str] = mapped_column(String(100))
    resource_type: Mapped[str] = mapped_column(String(50))
    resource_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Id of the thing it happened to, in the table that resource_type names."
    )
    summary: Mapped[str | None] = mapped_column(Text)
    changes: Mapped[dict[str, Any]] = mapped_column(
        server_default=text("'{}'::jsonb"), comment="Before and after of each field that changed."
    )

    project: Mapped["Project"] = relationship()


class ProjectInvitation(BaseModel, Edited, SpecsBase):
    __tablename__ = "project_invitations"
    __table_args__ = (
        CheckConstraint("position('@' in email) > 1", name="email"),
        CheckConstraint("permission in ('read', 'comment', 'write', 'admin')", name="permission"),
        CheckConstraint(
            "status in ('pending', 'accepted', 'declined', 'revoked', 'expired')", name="status"
        ),
        CheckConstraint("expires_at > created_at", name="expires_at"),
        Index(
            "project_invitations_pending_key",
            "project_id",
            text("lower(email)"),
            unique=True,
            postgresql_where=text("status = 'pending'"),
        ),
        Index(
            "project_invitations_project_id_idx", "project_id", "status", text("created_at desc")
        ),
        Index("project_invitations_invited_by_id_idx", "invited_by_id", text("created_at desc")),
        Index("project_invitations_invited_user_id_idx", "invited_user_id", "status"),
        Index("project_invitations_email_idx", text("lower(email)"), "status"),
        Index("project_invitations_status_idx", "status", "expires_at"),
        {"comment": "People asked by mail to join a project."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    invited_by_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who asked. Reference to users.id in auth (no foreign key: another database)"
    )
    invited_user_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Who was asked; null until they have an account. Reference to users.id in auth (no "
        "foreign key: another database)",
    )
    email: Mapped[str] = mapped_column(String(255))
    token: Mapped[str] = mapped_column(
        String(255), unique=True, comment="A digest of what the link in the mail carries."
    )
    permission: Mapped[str] = mapped_column(
        String(20),
        server_default="read",
        comment="What they may do once they are in, as in project_shares.",
    )
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    message: Mapped[str | None] = mapped_column(Text)
    expires_at: Mapped[datetime]
    responded_at: Mapped[datetime | None]

    project: Mapped["Project"] = relationship()

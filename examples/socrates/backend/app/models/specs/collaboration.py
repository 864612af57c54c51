"""Teams, who is in them, and which projects they may see. Database: specs"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import SpecsBase
from app.models.base import BaseModel, Edited

if TYPE_CHECKING:
    from app.models.specs.specification import Project


class Team(BaseModel, Edited, SpecsBase):
    __tablename__ = "teams"
    __table_args__ = (
        CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name="slug"),
        CheckConstraint("status in ('active', 'archived')", name="status"),
        Index("teams_name_key", "owner_id", text("lower(name)"), unique=True),
        Index("teams_owner_id_idx", "owner_id", text("created_at desc")),
        Index("teams_status_idx", "status", text("created_at desc")),
        Index("teams_name_idx", text("lower(name)")),
        {"comment": "Groups of people who work on projects together."},
    )

    owner_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who pays for it and may close it. Reference to users.id in auth (no foreign key: "
        "another database)",
    )
    name: Mapped[str] = mapped_column(String(100))
    slug: Mapped[str] = mapped_column(
        String(100), unique=True, comment="The name as it stands in addresses."
    )
    description: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    settings: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))


class TeamMember(BaseModel, Edited, SpecsBase):
    __tablename__ = "team_members"
    __table_args__ = (
        UniqueConstraint("team_id", "user_id", name="team_members_user_id_key"),
        CheckConstraint("role in ('owner', 'admin', 'member', 'viewer')", name="role"),
        CheckConstraint("status in ('active', 'suspended', 'left')", name="status"),
        Index(
            "team_members_owner_key",
            "team_id",
            unique=True,
            postgresql_where=text("role = 'owner'"),
        ),
        Index("team_members_user_id_idx", "user_id", "status"),
        Index("team_members_role_idx", "team_id", "role", "joined_at"),
        Index("team_members_invited_by_id_idx", "invited_by_id", text("joined_at desc")),
        Index("team_members_status_idx", "status", text("updated_at desc")),
        {"comment": "Who belongs to a team, and as what."},
    )

    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="The member. Reference to users.id in auth (no foreign key: another database)"
    )
    invited_by_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Who brought them in; null for the founder. Reference to users.id in auth (no "
        "foreign key: another database)",
    )
    role: Mapped[str] = mapped_column(String(20), server_default="member")
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    joined_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    team: Mapped["Team"] = relationship()


class ProjectShare(BaseModel, Edited, SpecsBase):
    __tablename__ = "project_shares"
    __table_args__ = (
        UniqueConstraint("project_id", "team_id", name="project_shares_team_id_key"),
        UniqueConstraint("project_id", "user_id", name="project_shares_user_id_key"),
        CheckConstraint("num_nonnulls(team_id, user_id) = 1", name="one_receiver"),
        CheckConstraint("permission in ('read', 'comment', 'write', 'admin')", name="permission"),
        CheckConstraint("status in ('active', 'revoked')", name="status"),
        Index("project_shares_team_id_idx", "team_id", "status"),
        Index("project_shares_user_id_idx", "user_id", "status"),
        Index("project_shares_permission_idx", "project_id", "permission"),
        Index("project_shares_shared_by_id_idx", "shared_by_id", text("created_at desc")),
        Index(
            "project_shares_expires_at_idx",
            "expires_at",
            postgresql_where=text("expires_at is not null and status = 'active'"),
        ),
        Index("project_shares_status_idx", "status", text("updated_at desc")),
        {"comment": "Projects that others may see: each row for one team or one person."},
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="The person it is shared with; null for a team. Reference to users.id in auth (no "
        "foreign key: another database)",
    )
    shared_by_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who shared it. Reference to users.id in auth (no foreign key: another database)"
    )
    permission: Mapped[str] = mapped_column(String(20), server_default="read")
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    expires_at: Mapped[datetime | None] = mapped_column(
        comment="When the share ends by itself. Null: it does not."
    )

    project: Mapped["Project"] = relationship()
    team: Mapped["Team | None"] = relationship()

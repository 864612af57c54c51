"""Administrators: their roles, who holds one, and what they did. Database: auth"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import INET
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import AuthBase
from app.models.base import BaseModel, Edited

if TYPE_CHECKING:
    from app.models.auth.account import User


class AdminRole(BaseModel, Edited, AuthBase):
    __tablename__ = "admin_roles"
    __table_args__ = (
        CheckConstraint("jsonb_typeof(permissions) = 'array'", name="permissions"),
        Index("admin_roles_name_key", text("lower(name)"), unique=True),
        Index("admin_roles_permissions_idx", "permissions", postgresql_using="gin"),
        {"comment": "Named sets of permissions for administrators."},
    )

    name: Mapped[str] = mapped_column(String(50))
    description: Mapped[str | None] = mapped_column(Text)
    permissions: Mapped[list[Any]] = mapped_column(
        server_default=text("'[]'::jsonb"),
        comment="A list of names, such as [\"users.suspend\", \"billing.refund\"].",
    )
    is_system: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="Comes with the product and may not be edited."
    )


class AdminUser(BaseModel, Edited, AuthBase):
    __tablename__ = "admin_users"
    __table_args__ = (
        Index("admin_users_role_id_idx", "role_id", "is_active"),
        Index(
            "admin_users_expires_at_idx",
            "expires_at",
            postgresql_where=text("expires_at is not null"),
        ),
        {"comment": "The users who are administrators, each with one role."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), unique=True
    )
    role_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("admin_roles.id", ondelete="RESTRICT"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    reason: Mapped[str | None] = mapped_column(
        Text, comment="Why the role was given, as its giver wrote it."
    )
    expires_at: Mapped[datetime | None] = mapped_column(
        comment="When the role ends by itself. Null: it does not."
    )

    user: Mapped["User"] = relationship()
    role: Mapped["AdminRole"] = relationship()


class AdminAuditLog(BaseModel, AuthBase):
    __tablename__ = "admin_audit_logs"
    __table_args__ = (
        CheckConstraint("outcome in ('succeeded', 'refused', 'failed')", name="outcome"),
        Index("admin_audit_logs_admin_id_idx", "admin_id", text("created_at desc")),
        Index(
            "admin_audit_logs_resource_idx", "resource_type", "resource_id", text("created_at desc")
        ),
        Index("admin_audit_logs_action_idx", "action", text("created_at desc")),
        Index("admin_audit_logs_ip_address_idx", "ip_address", text("created_at desc")),
        Index("admin_audit_logs_created_at_idx", text("created_at desc")),
        Index(
            "admin_audit_logs_unsuccessful_idx",
            text("created_at desc"),
            postgresql_where=text("outcome <> 'succeeded'"),
        ),
        {"comment": "What administrators did. Rows are added, and not changed."},
    )

    admin_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("admin_users.id", ondelete="SET NULL"),
        comment="Null once the administrator is deleted; admin_email still says who it was.",
    )
    admin_email: Mapped[str] = mapped_column(String(255))
    action: Mapped[str] = mapped_column(String(100))
    resource_type: Mapped[str] = mapped_column(String(50))
    resource_id: Mapped[uuid.UUID | None] = mapped_column(
        comment="Id of the thing acted on, in the table that resource_type names."
    )
    outcome: Mapped[str] = mapped_column(String(20), server_default="succeeded")
    reason: Mapped[str | None] = mapped_column(Text)
    changes: Mapped[dict[str, Any]] = mapped_column(
        server_default=text("'{}'::jsonb"), comment="Before and after of each field that changed."
    )
    ip_address: Mapped[str | None] = mapped_column(INET)
    user_agent: Mapped[str | None] = mapped_column(Text)

    admin: Mapped["AdminUser | None"] = relationship()

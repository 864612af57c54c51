"""Users and refresh tokens: who may come in, and for how long. Database: auth"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import INET
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import AuthBase
from app.models.base import BaseModel, Edited


class User(BaseModel, Edited, AuthBase):
    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("position('@' in email) > 1", name="email"),
        CheckConstraint("status in ('active', 'invited', 'suspended', 'closed')", name="status"),
        CheckConstraint("status = 'active' or not is_active", name="is_active"),
        CheckConstraint("role in ('user', 'admin')", name="role"),
        CheckConstraint(
            "subscription_tier in ('free', 'pro', 'team', 'enterprise')", name="subscription_tier"
        ),
        CheckConstraint(
            "subscription_status in ('none', 'trialing', 'active', 'past_due', 'canceled')",
            name="subscription_status",
        ),
        Index("users_email_key", text("lower(email)"), unique=True),
        Index("users_username_key", text("lower(username)"), unique=True),
        Index("users_status_created_at_idx", "status", text("created_at desc")),
        Index("users_role_status_idx", "role", "status"),
        Index("users_subscription_tier_idx", "subscription_tier", "subscription_status"),
        Index("users_surname_name_idx", text("lower(surname)"), text("lower(name)")),
        Index("users_subscription_status_idx", "subscription_status", "trial_ends_at"),
        Index("users_unverified_idx", "created_at", postgresql_where=text("not is_verified")),
        Index("users_inactive_idx", "updated_at", postgresql_where=text("not is_active")),
        {"comment": "The people who may sign in. The specs database refers to their ids."},
    )

    email: Mapped[str] = mapped_column(String(255))
    hashed_password: Mapped[str] = mapped_column(
        String(255), comment="The password's hash with its salt and cost, never the password."
    )
    is_active: Mapped[bool] = mapped_column(
        server_default=text("true"),
        comment="May sign in. Only an active account may; status says why another may not.",
    )
    is_verified: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="The person has shown that the address is theirs."
    )
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    role: Mapped[str] = mapped_column(
        String(20),
        server_default="user",
        comment="What the product lets them do. Rights of administrators are in admin_users.",
    )
    name: Mapped[str | None] = mapped_column(String(100))
    surname: Mapped[str | None] = mapped_column(String(100))
    username: Mapped[str | None] = mapped_column(String(50))
    subscription_tier: Mapped[str] = mapped_column(
        String(20),
        server_default="free",
        comment="Copied from Stripe's events, so that signing in needs no other database.",
    )
    subscription_status: Mapped[str] = mapped_column(String(20), server_default="none")
    stripe_customer_id: Mapped[str | None] = mapped_column(
        String(255), unique=True, comment="Id at Stripe, from the first payment on."
    )
    trial_ends_at: Mapped[datetime | None]
    preferences: Mapped[dict[str, Any]] = mapped_column(
        server_default=text("'{}'::jsonb"),
        comment="Language, theme and the like, as the interface wants them.",
    )


class RefreshToken(BaseModel, AuthBase):
    __tablename__ = "refresh_tokens"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires_at"),
        Index("refresh_tokens_user_id_idx", "user_id", text("created_at desc")),
        Index(
            "refresh_tokens_live_idx",
            "user_id",
            "expires_at",
            postgresql_where=text("not is_revoked"),
        ),
        Index("refresh_tokens_expires_at_idx", "expires_at"),
        {"comment": "One row for each sign-in: what a browser shows to get its next access token."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(
        String(500),
        unique=True,
        comment="A digest of the token. The token itself is only in the browser.",
    )
    expires_at: Mapped[datetime]
    is_revoked: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="Signed out, or withdrawn because it was used twice."
    )
    last_used_at: Mapped[datetime | None]
    ip_address: Mapped[str | None] = mapped_column(INET)
    user_agent: Mapped[str | None] = mapped_column(Text)

    user: Mapped["User"] = relationship()

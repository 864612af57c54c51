"""Keys of language model providers, what was used, and what is paid for it. Database: specs"""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
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


class APIKey(BaseModel, Edited, SpecsBase):
    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("status in ('active', 'revoked', 'expired')", name="status"),
        Index("api_keys_name_key", "user_id", "provider", text("lower(name)"), unique=True),
        Index(
            "api_keys_default_key",
            "user_id",
            "provider",
            unique=True,
            postgresql_where=text("is_default"),
        ),
        Index("api_keys_user_id_idx", "user_id", text("created_at desc")),
        Index("api_keys_provider_idx", "provider", "status"),
        Index("api_keys_status_idx", "status", text("updated_at desc")),
        Index(
            "api_keys_expires_at_idx",
            "expires_at",
            postgresql_where=text("expires_at is not null and status = 'active'"),
        ),
        Index("api_keys_last_used_at_idx", text("last_used_at nulls first")),
        {"comment": "Keys of language model providers that people brought with them."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Whose key it is. Reference to users.id in auth (no foreign key: another database)"
    )
    provider: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(100))
    encrypted_key: Mapped[str] = mapped_column(
        Text, comment="The key, encrypted by the application. The database cannot read it."
    )
    key_hint: Mapped[str] = mapped_column(
        String(8), comment="The last characters, to tell keys apart on the screen."
    )
    is_default: Mapped[bool] = mapped_column(server_default=text("false"))
    status: Mapped[str] = mapped_column(String(20), server_default="active")
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class LLMUsageTracking(BaseModel, SpecsBase):
    __tablename__ = "llm_usage_tracking"
    __table_args__ = (
        UniqueConstraint("provider", "request_id", name="llm_usage_tracking_request_id_key"),
        CheckConstraint("input_tokens >= 0 and output_tokens >= 0", name="tokens"),
        CheckConstraint("cost_usd >= 0", name="cost_usd"),
        CheckConstraint("latency_ms >= 0", name="latency_ms"),
        CheckConstraint("status in ('succeeded', 'failed', 'refused')", name="status"),
        Index("llm_usage_tracking_user_id_idx", "user_id", text("created_at desc")),
        Index("llm_usage_tracking_project_id_idx", "project_id", text("created_at desc")),
        Index("llm_usage_tracking_user_id_model_idx", "user_id", "model", text("created_at desc")),
        Index("llm_usage_tracking_model_idx", "provider", "model", text("created_at desc")),
        Index("llm_usage_tracking_operation_idx", "operation", text("created_at desc")),
        Index("llm_usage_tracking_status_idx", "status", text("created_at desc")),
        Index(
            "llm_usage_tracking_error_code_idx",
            "error_code",
            text("created_at desc"),
            postgresql_where=text("error_code is not null"),
        ),
        Index("llm_usage_tracking_created_at_idx", "created_at", postgresql_using="brin"),
        {"comment": "Every call of a language model. Rows are added, and not changed."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who is charged for it. Reference to users.id in auth (no foreign key: another "
        "database)",
    )
    project_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("projects.id", ondelete="SET NULL"),
        comment="What it was for. Null once the project is deleted: the cost stays.",
    )
    provider: Mapped[str] = mapped_column(String(50))
    model: Mapped[str] = mapped_column(String(100))
    operation: Mapped[str] = mapped_column(
        String(50),
        comment="What the call did, such as ask_question or find_conflicts. An open list.",
    )
    request_id: Mapped[str | None] = mapped_column(
        String(255), comment="The provider's own id of the call."
    )
    input_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    output_tokens: Mapped[int] = mapped_column(server_default=text("0"))
    total_tokens: Mapped[int] = mapped_column(
        Computed("input_tokens + output_tokens", persisted=True)
    )
    cost_usd: Mapped[Decimal] = mapped_column(Numeric(12, 6), server_default=text("0"))
    latency_ms: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20), server_default="succeeded")
    error_code: Mapped[str | None] = mapped_column(String(100))
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )

    project: Mapped["Project | None"] = relationship()


class Subscription(BaseModel, Edited, SpecsBase):
    __tablename__ = "subscriptions"
    __table_args__ = (
        CheckConstraint("tier in ('pro', 'team', 'enterprise')", name="tier"),
        CheckConstraint("status in ('trialing', 'active', 'past_due', 'canceled')", name="status"),
        CheckConstraint("seats > 0", name="seats"),
        CheckConstraint("current_period_end > current_period_start", name="period"),
        CheckConstraint("status <> 'canceled' or canceled_at is not null", name="canceled_at"),
        Index(
            "subscriptions_live_key",
            "user_id",
            unique=True,
            postgresql_where=text("status <> 'canceled'"),
        ),
        Index("subscriptions_user_id_idx", "user_id", text("created_at desc")),
        Index("subscriptions_status_idx", "status", "current_period_end"),
        Index(
            "subscriptions_ending_idx",
            "current_period_end",
            postgresql_where=text("cancel_at_period_end"),
        ),
        Index(
            "subscriptions_trial_ends_at_idx",
            "trial_ends_at",
            postgresql_where=text("status = 'trialing'"),
        ),
        Index("subscriptions_tier_idx", "tier", "status"),
        {"comment": "What people pay for, as Stripe reports it."},
    )

    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who pays. Reference to users.id in auth (no foreign key: another database)"
    )
    stripe_subscription_id: Mapped[str] = mapped_column(String(255), unique=True)
    tier: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    seats: Mapped[int] = mapped_column(server_default=text("1"))
    cancel_at_period_end: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="Was cancelled, and runs to the end of what is paid."
    )
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )
    current_period_start: Mapped[datetime]
    current_period_end: Mapped[datetime]
    trial_ends_at: Mapped[datetime | None]
    canceled_at: Mapped[datetime | None]


class Invoice(BaseModel, Edited, SpecsBase):
    __tablename__ = "invoices"
    __table_args__ = (
        CheckConstraint(
            "status in ('draft', 'open', 'paid', 'uncollectible', 'void')", name="status"
        ),
        CheckConstraint("currency ~ '^[a-z]{3}$'", name="currency"),
        CheckConstraint("amount_due >= 0 and amount_paid >= 0", name="amounts"),
        CheckConstraint("period_end >= period_start", name="period"),
        CheckConstraint("(status = 'paid') = (paid_at is not null)", name="paid_at"),
        Index("invoices_subscription_id_idx", "subscription_id", text("period_start desc")),
        Index("invoices_user_id_idx", "user_id", text("created_at desc")),
        Index("invoices_status_idx", "status", "due_at"),
        Index(
            "invoices_paid_at_idx",
            text("paid_at desc"),
            postgresql_where=text("paid_at is not null"),
        ),
        Index("invoices_created_at_idx", text("created_at desc")),
        {
            "comment": "Bills, as Stripe wrote them. A subscription that was billed cannot be deleted."
        },
    )

    subscription_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("subscriptions.id", ondelete="RESTRICT")
    )
    user_id: Mapped[uuid.UUID] = mapped_column(
        comment="Who was billed. Reference to users.id in auth (no foreign key: another database)"
    )
    stripe_invoice_id: Mapped[str] = mapped_column(String(255), unique=True)
    number: Mapped[str | None] = mapped_column(
        String(50), unique=True, comment="The number on the bill. Null while it is a draft."
    )
    status: Mapped[str] = mapped_column(String(20), server_default="draft")
    currency: Mapped[str] = mapped_column(
        String(3), server_default="usd", comment="ISO 4217 in lower case, as Stripe writes it."
    )
    amount_due: Mapped[int] = mapped_column(
        BigInteger, comment="In the currency's smallest unit: cents, not dollars."
    )
    amount_paid: Mapped[int] = mapped_column(
        BigInteger,
        server_default=text("0"),
        comment="In the currency's smallest unit: cents, not dollars.",
    )
    hosted_url: Mapped[str | None] = mapped_column(Text)
    metadata_: Mapped[dict[str, Any]] = mapped_column(
        "metadata", server_default=text("'{}'::jsonb")
    )
    period_start: Mapped[datetime]
    period_end: Mapped[datetime]
    due_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]

    subscription: Mapped["Subscription"] = relationship()

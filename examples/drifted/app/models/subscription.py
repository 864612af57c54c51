"""Plans that can be bought, and who bought one."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, Numeric, String, func
from sqlalchemy.dialects.postgresql import UUID

from app.core.database import Base


class SubscriptionPlan(Base):
    """A plan on the price list."""

    __tablename__ = "subscription_plans"

    id = Column(Integer, primary_key=True)
    name = Column(String(40), nullable=False, unique=True)
    monthly_price: "Column[Decimal]" = Column(Numeric(10, 2), nullable=False)


class Subscription(Base):
    """A plan that a grower pays for."""

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index("ix_subscriptions_user_id", "user_id"),
        Index("ix_subscriptions_plan_id", "plan_id"),
    )

    id = Column(Integer, primary_key=True)
    user_id = Column(UUID(as_uuid=True), ForeignKey("user.id"), nullable=False)
    plan_id = Column(Integer, ForeignKey("subscription_plans.id"), nullable=False)
    started_at: "Column[datetime]" = Column(
        DateTime(timezone=True), nullable=False, server_default=func.now()
    )

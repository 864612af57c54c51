"""Plans, and what was paid."""

from decimal import Decimal

from fastapi import APIRouter
from sqlalchemy import select as plain_select
from sqlmodel import select

from app.api.current_user import CurrentUser, Database
from app.models.billing import Payment
from app.models.subscription import Subscription, SubscriptionPlan

router = APIRouter()


@router.get("/payments")
def payments(user: CurrentUser, database: Database) -> list[Payment]:
    return list(database.exec(select(Payment).where(Payment.user_id == user.id)))


@router.get("/plan")
def plan(user: CurrentUser, database: Database) -> dict[str, str | Decimal] | None:
    found = (
        plain_select(SubscriptionPlan)
        .join(Subscription, Subscription.plan_id == SubscriptionPlan.id)
        .where(Subscription.user_id == user.id)
    )
    bought = database.execute(found).scalar_one_or_none()
    return None if bought is None else {"name": bought.name, "price": bought.monthly_price}

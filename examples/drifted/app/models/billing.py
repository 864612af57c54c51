"""What growers paid."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Field, SQLModel

from app.models.columns import moment


class Payment(SQLModel, table=True):
    """One payment, as the payment service reported it."""

    __tablename__ = "payment"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id")
    amount: Decimal = Field(max_digits=10, decimal_places=2)
    currency: str = Field(default="EUR", max_length=3)
    reference: str = Field(max_length=64, unique=True)
    paid_at: datetime = moment()

"""How much of the assistant people use. Users are known here by the text in their token."""

from datetime import datetime

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel

from app.models.columns import moment


class UsageEvent(SQLModel, table=True):
    """One call of a language model."""

    __tablename__ = "usage_event"

    id: int | None = Field(default=None, primary_key=True)
    user_id: str = Field(index=True, max_length=64)
    model: str = Field(max_length=80)
    tokens: int
    created_at: datetime = moment()


class UsageQuota(SQLModel, table=True):
    """How much a user may use in a month."""

    __tablename__ = "usage_quota"

    id: int | None = Field(default=None, primary_key=True)
    user_id: str = Field(index=True, unique=True, max_length=64)
    monthly_tokens: int
    renewed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))

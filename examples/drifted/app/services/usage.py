"""Counts what is used, and says when it is enough."""

from sqlalchemy import func
from sqlmodel import Session, select

from app.models.usage import UsageEvent, UsageQuota
from app.models.user import User


def record_usage(database: Session, user: User, model: str, tokens: int) -> None:
    """Writes one call down."""
    database.add(UsageEvent(user_id=str(user.id), model=model, tokens=tokens))


def within_quota(database: Session, user: User) -> bool:
    """Whether a user may ask once more. Who has no quota may."""
    quota = database.exec(select(UsageQuota).where(UsageQuota.user_id == str(user.id))).first()
    if quota is None:
        return True
    used = select(func.coalesce(func.sum(UsageEvent.tokens), 0)).where(
        UsageEvent.user_id == quota.user_id
    )
    if quota.renewed_at is not None:
        used = used.where(UsageEvent.created_at >= quota.renewed_at)
    return database.exec(used).one() < quota.monthly_tokens

"""What tables share. None of these is a table."""
import uuid
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import DateTime, func
from sqlmodel import Field, SQLModel


def now() -> datetime:
    return datetime.now(timezone.utc)


class Stamped(SQLModel):
    created_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()})
    updated_at: Optional[datetime] = Field(default=None, sa_type=DateTime(timezone=True), sa_column_kwargs={"onupdate": func.now(), "comment": "Set by the ORM"}, nullable=True)


class UUIDKey(SQLModel):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True, index=True, nullable=False)


class SoftDelete:
    """A plain mixin, no SQLModel; its annotation is a field all the same, and comes first."""

    deleted: bool = False

    def delete(self) -> None:
        self.deleted = True

"""Quality of answers: models that wait for their tables. Database: socrates_specs"""
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """A third metadata, which alembic/env.py does not look at."""


class ExpertProfile(Base):
    __tablename__ = "expert_profiles"
    id: Mapped[UUID] = mapped_column(PG_UUID(as_uuid=True), primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(PG_UUID(as_uuid=True), ForeignKey("users.id"), unique=True)


class QualityMetric(Base):
    __tablename__ = "quality_metrics"
    id: Mapped[int] = mapped_column(primary_key=True)
    expert_id: Mapped[int] = mapped_column(Integer, ForeignKey("expert_profiles.id"))

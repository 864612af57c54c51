"""Abstract base of the auth models."""
from sqlalchemy import Column, DateTime, func, text
from sqlalchemy.dialects.postgresql import UUID

from app.core.database import AuthBase


class BaseModel(AuthBase):
    """Key and times of every auth table. Has no table itself."""

    __abstract__ = True

    id = Column(UUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()"))
    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    updated_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now(), onupdate=func.now())

    def to_dict(self):
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}

"""Users. Database: socrates_auth"""
from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import relationship

from .base import BaseModel


class User(BaseModel):
    """Database: socrates_auth. Table: users."""

    __tablename__ = "users"
    __table_args__ = (Index("idx_users_status", "status"), Index("idx_users_role", "role"))

    email = Column(String(255), nullable=False, unique=True, index=True)
    username = Column(String(50), unique=True)
    hashed_password = Column(String(255), nullable=False)
    is_active = Column(Boolean, nullable=False, server_default=text("true"))
    status = Column(String(20), nullable=False, server_default="active")
    role = Column(String(20), nullable=False, server_default="user")
    tokens = relationship("RefreshToken", back_populates="user", cascade="all, delete-orphan")


class RefreshToken(BaseModel):
    __tablename__ = "refresh_tokens"

    user_id = Column(UUID(as_uuid=True), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True)
    token = Column(String(500), nullable=False, unique=True)
    expires_at = Column(DateTime(timezone=True), nullable=False)
    user = relationship("User", back_populates="tokens")

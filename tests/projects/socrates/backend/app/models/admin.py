"""Administrators. Database: socrates_auth"""
from sqlalchemy import ARRAY, Column, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import UUID

from .base import BaseModel


class AdminRole(BaseModel):
    __tablename__ = "admin_roles"

    name = Column(String(100), nullable=False, unique=True)
    permissions = Column(ARRAY(String), nullable=False, server_default="{}")


class AdminUser(BaseModel):
    __tablename__ = "admin_users"
    __table_args__ = (UniqueConstraint("user_id", "role_id", name="uq_admin_users_user_role"),)

    user_id = Column(UUID(as_uuid=True), ForeignKey("users.id"), nullable=False)
    role_id = Column(UUID(as_uuid=True), ForeignKey("admin_roles.id"), nullable=False)

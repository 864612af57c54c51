"""Tenants and their users. Database: tenancy_accounts."""
from __future__ import annotations

import uuid as uuid_package
from typing import Optional

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql as pg

from .base import AccountsBase as Base

__all__ = ["Tenant", "User", "Login"]
PUBLIC_ID = {"server_default": sa.text("gen_random_uuid()"), "nullable": False, "unique": True}


class Tenant(Base):
    __tablename__ = "tenants"
    __table_args__ = {"info": {"bind_key": "accounts"}}

    id: orm.Mapped[int] = orm.mapped_column(sa.Integer, primary_key=True)
    public_id: orm.Mapped[uuid_package.UUID] = orm.mapped_column(pg.UUID(as_uuid=True), **PUBLIC_ID)
    plan: orm.Mapped[str] = orm.mapped_column(sa.String(20), server_default=sa.text("'free'"))


class User(Base):
    __tablename__ = "users"
    __table_args__ = (
        sa.UniqueConstraint("tenant_id", "email", name="uq_users_tenant_email"),
        sa.Index("ix_users_live", "tenant_id", postgresql_where=sa.text("deleted_at IS NULL")),
    )

    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    tenant_id: orm.Mapped[int] = orm.mapped_column(sa.ForeignKey("tenants.id"))
    email: orm.Mapped[str]
    deleted_at: orm.Mapped[Optional[str]] = orm.mapped_column(sa.DateTime(timezone=True))
    tenant: orm.Mapped[Tenant] = orm.relationship()


class Login(Base):
    __tablename__ = "logins"
    __table_args__ = ({"schema": "audit"},)

    id: orm.Mapped[int] = orm.mapped_column(sa.BigInteger, primary_key=True)
    user_id: orm.Mapped[int] = orm.mapped_column(sa.ForeignKey(User.id, ondelete="CASCADE"), index=True)

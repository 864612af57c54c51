"""Growers, agronomists and administrators."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.models.columns import moment


class User(SQLModel, table=True):
    """Everybody who may sign in. The key is an integer, and stays one."""

    __tablename__ = "user"
    __table_args__ = (Index("uq_user_email_lower", text("lower(email)"), unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(index=True, unique=True, max_length=255)
    hashed_password: str
    full_name: str | None = None
    phone: str | None = Field(default=None, max_length=40)
    role: str = Field(
        default="grower", max_length=20, sa_column_kwargs={"server_default": "grower"}
    )
    created_at: datetime = moment()

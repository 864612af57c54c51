"""Questions of growers, and what the assistant answered."""

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from app.models.columns import moment


class ChatSession(SQLModel, table=True):
    """One conversation of one grower."""

    __tablename__ = "session"

    id: str = Field(primary_key=True, max_length=36)
    user_id: int = Field(foreign_key="user.id", ondelete="CASCADE", index=True)
    title: str = Field(default="", sa_column_kwargs={"server_default": ""})
    locale: str = Field(
        default="en", max_length=10, index=True, sa_column_kwargs={"server_default": "en"}
    )
    created_at: datetime = moment()


class Message(SQLModel, table=True):
    """A question, or an answer to one."""

    __tablename__ = "message"

    id: int | None = Field(default=None, primary_key=True)
    session_id: str = Field(
        foreign_key="session.id", ondelete="CASCADE", index=True, max_length=36
    )
    author: str = Field(max_length=20)
    content: str
    created_at: datetime = moment()


class AnswerRating(SQLModel, table=True):
    """What a grower thought of an answer."""

    __tablename__ = "answer_rating"

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", ondelete="CASCADE", index=True)
    stars: int
    comment: str | None = None
    is_resolved: bool = Field(
        default=False, sa_column_kwargs={"server_default": text("false")}
    )
    created_at: datetime = moment()

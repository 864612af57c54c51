"""Conversations with the assistant."""

import uuid

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel
from sqlmodel import select

from app.api.current_user import CurrentUser, Database
from app.models.conversation import AnswerRating, ChatSession, Message
from app.services.answers import answer
from app.services.usage import within_quota

router = APIRouter()


class Question(BaseModel):
    """What a grower asks."""

    content: str


class Rating(BaseModel):
    """What a grower thinks of an answer."""

    stars: int
    comment: str | None = None


@router.post("")
def open_session(user: CurrentUser, database: Database, locale: str = "en") -> ChatSession:
    session = ChatSession(id=str(uuid.uuid4()), user_id=user.id, locale=locale)
    database.add(session)
    database.commit()
    database.refresh(session)
    return session


@router.get("")
def list_sessions(user: CurrentUser, database: Database) -> list[ChatSession]:
    found = select(ChatSession).where(ChatSession.user_id == user.id)
    return list(database.exec(found.order_by(ChatSession.created_at.desc())))


@router.post("/{session_id}/messages")
def ask(session_id: str, question: Question, user: CurrentUser, database: Database) -> Message:
    session = database.get(ChatSession, session_id)
    if session is None or session.user_id != user.id:
        raise HTTPException(status_code=404, detail="no such session")
    if not within_quota(database, user):
        raise HTTPException(status_code=429, detail="the month's quota is used up")
    database.add(Message(session_id=session.id, author="grower", content=question.content))
    reply = Message(
        session_id=session.id, author="assistant", content=answer(database, user, question.content)
    )
    database.add(reply)
    database.commit()
    database.refresh(reply)
    return reply


@router.post("/messages/{message_id}/rating")
def rate(message_id: int, rating: Rating, user: CurrentUser, database: Database) -> AnswerRating:
    rated = AnswerRating(message_id=message_id, stars=rating.stars, comment=rating.comment)
    database.add(rated)
    database.commit()
    database.refresh(rated)
    return rated

"""Answers questions, by the prompts that agronomists have agreed on."""

from sqlalchemy import select
from sqlmodel import Session

from app.models.quality import PromptTemplate
from app.models.user import User
from app.services.usage import record_usage

MODEL = "advisor-small"


def answer(database: Session, user: User, question: str) -> str:
    """Puts a question to the language model."""
    found = select(PromptTemplate.template).where(PromptTemplate.name == user.role)
    template = database.execute(found).scalar_one_or_none() or "{question}"
    prompt = template.format(question=question)
    record_usage(database, user, MODEL, tokens=len(prompt) // 4)
    return f"({MODEL}) {prompt}"

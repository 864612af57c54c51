"""The engine, and the base of the models that were written before SQLModel came in."""

import os
from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase
from sqlmodel import Session

DATABASE_URL = os.getenv(
    "DATABASE_URL", "postgresql+psycopg://orchard@localhost:5432/orchard"
)

engine = create_engine(DATABASE_URL, pool_pre_ping=True)


class Base(DeclarativeBase):
    """Base of the models in quality, faq, subscription and export."""


def get_session() -> Iterator[Session]:
    """One session for each request."""
    with Session(engine) as session:
        yield session

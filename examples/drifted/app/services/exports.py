"""Gathers what is stored about a grower."""

from sqlalchemy import select
from sqlmodel import Session

from app.models.export import ExportedAnalysis
from app.models.user import User


def export_analyses(database: Session, user: User) -> list[str]:
    """Titles of all analyses of a user's documents."""
    found = select(ExportedAnalysis.title).where(ExportedAnalysis.user_id == user.id)
    return list(database.execute(found).scalars())

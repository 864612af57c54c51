"""Documents of growers, and everything they may take along."""

import uuid

from fastapi import APIRouter
from sqlalchemy import func
from sqlmodel import select

from app.api.current_user import CurrentUser, Database
from app.models.document import Document, DocumentAnalysis
from app.models.export import DataExportRequest
from app.services.exports import export_analyses

router = APIRouter()


@router.get("/search")
def search(words: str, user: CurrentUser, database: Database) -> list[uuid.UUID]:
    query = func.plainto_tsquery("simple", words)
    found = select(Document.id).where(
        Document.user_id == user.id, Document.search.op("@@")(query)
    )
    return list(database.exec(found))


@router.get("/{document_id}/analyses")
def analyses(document_id: uuid.UUID, database: Database) -> list[DocumentAnalysis]:
    found = select(DocumentAnalysis).where(DocumentAnalysis.document_id == document_id)
    return list(database.exec(found.order_by(DocumentAnalysis.created_at.desc())))


@router.post("/export")
def request_export(user: CurrentUser, database: Database) -> dict[str, list[str]]:
    database.add(DataExportRequest(user_id=user.id))
    return {"titles": export_analyses(database, user)}

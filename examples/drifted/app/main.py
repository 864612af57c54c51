"""The advice service for fruit growers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlmodel import SQLModel

from app.api import billing, documents, experts, orchards, sessions
from app.core.database import engine
from app.models.region import RegionBase


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Makes what is missing, so that a new colleague can start at once."""
    SQLModel.metadata.create_all(engine)
    RegionBase.metadata.create_all(engine)
    yield


app = FastAPI(title="Orchard", lifespan=lifespan)
app.include_router(sessions.router, prefix="/sessions", tags=["sessions"])
app.include_router(orchards.router, prefix="/orchards", tags=["orchards"])
app.include_router(documents.router, prefix="/documents", tags=["documents"])
app.include_router(experts.router, prefix="/experts", tags=["experts"])
app.include_router(billing.router, prefix="/billing", tags=["billing"])

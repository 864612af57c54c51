"""Documents in pieces, each with its embedding."""
from typing import Any, Optional

from pgvector.sqlalchemy import BIT, HALFVEC, SPARSEVEC, VECTOR, Vector
from sqlalchemy import ForeignKey, Index, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DIMENSIONS = 384


class Base(DeclarativeBase):
    type_annotation_map = {dict: JSONB}


class Document(Base):
    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    meta: Mapped[dict] = mapped_column(server_default=text("'{}'::jsonb"))


class Chunk(Base):
    __tablename__ = "chunk"
    __table_args__ = (
        Index(
            "chunk_embedding_hnsw",
            "embedding",
            postgresql_using="hnsw",
            postgresql_with={"m": 16, "ef_construction": 64},
            postgresql_ops={"embedding": "vector_cosine_ops"},
        ),
        Index("chunk_small_ivf", "small", postgresql_using="ivfflat", postgresql_with={"lists": 10}, postgresql_ops={"small": "vector_l2_ops"}),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(Text)
    embedding: Mapped[Any] = mapped_column(Vector(DIMENSIONS), nullable=True)
    small = mapped_column(VECTOR(3), nullable=False)
    half: Mapped[Optional[list[float]]] = mapped_column(HALFVEC(1000))
    sparse = mapped_column(SPARSEVEC(500))
    bits = mapped_column(BIT(64))
    free = mapped_column(Vector())


Index("chunk_words", func.to_tsvector(text("'english'"), Chunk.body), postgresql_using="gin")

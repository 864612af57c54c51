"""Smaller embeddings, and indexes for them"""
from alembic import op
from pgvector.sqlalchemy import HALFVEC, Vector
from sqlalchemy import Column

revision = "20240202_indexes"
down_revision = "20240101_documents"


def upgrade() -> None:
    op.execute("UPDATE chunk SET embedding = NULL")
    op.alter_column("chunk", "embedding", type_=Vector(384), existing_type=Vector(1536), postgresql_using="NULL::vector(384)")
    op.add_column("chunk", Column("half", HALFVEC(1000)))
    op.create_index(
        "chunk_embedding_hnsw",
        "chunk",
        ["embedding"],
        postgresql_using="hnsw",
        postgresql_with={"m": 16, "ef_construction": 64},
        postgresql_ops={"embedding": "vector_cosine_ops"},
    )
    op.execute("ALTER TABLE chunk ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED")


def downgrade() -> None:
    op.drop_column("chunk", "words")
    op.drop_index("chunk_embedding_hnsw", table_name="chunk")
    op.drop_column("chunk", "half")
    op.alter_column("chunk", "embedding", type_=Vector(1536), postgresql_using="NULL::vector(1536)")

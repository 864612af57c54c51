"""Questions that come again and again, and answers that somebody approved."""

from uuid import UUID

from sqlalchemy import Enum, ForeignKey, Index, String, Text
from sqlalchemy.dialects.postgresql import UUID as PostgresUUID
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class QueryCluster(Base):
    """Questions that mean the same."""

    __tablename__ = "query_clusters"

    id: Mapped[int] = mapped_column(primary_key=True)
    canonical_question: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Enum("open", "merged", name="cluster_state"))


class FAQCandidate(Base):
    """An answer that may become a frequently asked one."""

    __tablename__ = "faq_candidates"
    __table_args__ = (
        Index("ix_faq_candidates_cluster_id", "cluster_id"),
        Index("ix_faq_candidates_approved_by", "approved_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cluster_id: Mapped[int] = mapped_column(ForeignKey("query_clusters.id"))
    answer: Mapped[str] = mapped_column(Text)
    cluster_state: Mapped[str] = mapped_column(
        Enum("open", "merged", "closed", name="cluster_state")
    )
    language: Mapped[str] = mapped_column(String(10))
    approved_by: Mapped[UUID | None] = mapped_column(
        PostgresUUID(as_uuid=True), ForeignKey("user.id")
    )

"""Projects and specifications. Database: socrates_specs

user_id refers to users.id in socrates_auth: no foreign key, the databases are two.
"""
import uuid
from datetime import datetime
from enum import Enum
from typing import Any, List, Optional

from sqlalchemy import CheckConstraint, Column, DateTime, Index, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship, SQLModel


class Severity(str, Enum):
    LOW = "low"
    HIGH = "high"


class SpecsModel(SQLModel):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True, sa_column_kwargs={"server_default": text("gen_random_uuid()")})
    created_at: datetime = Field(sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": func.now()})


class Project(SpecsModel, table=True):
    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint("maturity_score >= 0 AND maturity_score <= 100", name="check_projects_maturity_score"),
        Index("idx_projects_status", "status"),
    )

    user_id: uuid.UUID = Field(index=True, sa_column_kwargs={"comment": "Reference to users.id in socrates_auth (no FK - cross-db)"})
    name: str = Field(max_length=255)
    description: Optional[str] = Field(default=None, sa_column=Column(Text))
    current_phase: str = Field(default="discovery", max_length=50, sa_column_kwargs={"server_default": "discovery"})
    maturity_score: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    status: str = Field(default="active", max_length=20)
    sessions: List["Session"] = Relationship(back_populates="project")


class Session(SpecsModel, table=True):
    __tablename__ = "sessions"
    project_id: uuid.UUID = Field(foreign_key="projects.id", ondelete="CASCADE", index=True)
    mode: str = Field(default="socratic", max_length=20)
    ended_at: Optional[datetime] = None
    project: Optional[Project] = Relationship(back_populates="sessions")


class Specification(SpecsModel, table=True):
    __tablename__ = "specifications"
    project_id: uuid.UUID = Field(foreign_key="projects.id")
    key: str
    value: str = Field(sa_column=Column(Text, nullable=False))
    meta: dict[str, Any] = Field(default_factory=dict, sa_column=Column("metadata", JSONB, server_default=text("'{}'::jsonb")))


class Conflict(SpecsModel, table=True):
    severity: Severity = Severity.LOW
    specification_ids: Any = Field(default=None, sa_type=JSONB)

"""Core specification tables: projects, sessions, specifications

Revision ID: 003
Revises:
Create Date: 2025-11-11

Database: socrates_specs
"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "003"
down_revision = None
branch_labels = ("specs",)
depends_on = None


def _id():
    return sa.Column("id", UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))


def _stamps():
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()) for name in ("created_at", "updated_at")]


def upgrade():
    op.create_table(
        "projects",
        _id(),
        sa.Column("user_id", UUID(as_uuid=True), nullable=False, comment="Reference to users.id in socrates_auth (no FK - cross-db)"),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("current_phase", sa.String(50), nullable=False, server_default="discovery"),
        sa.Column("maturity_score", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("status", sa.String(20), nullable=False, server_default="active"),
        *_stamps(),
    )
    op.create_check_constraint("check_projects_maturity_score", "projects", "maturity_score >= 0 AND maturity_score <= 100")
    op.create_table(
        "sessions",
        _id(),
        sa.Column("project_id", UUID(as_uuid=True), sa.ForeignKey("projects.id", ondelete="CASCADE"), nullable=False),
        sa.Column("mode", sa.String(20), nullable=False, server_default="socratic"),
        *_stamps(),
    )
    op.create_table(
        "specifications",
        _id(),
        sa.Column("project_id", UUID(as_uuid=True), sa.ForeignKey("projects.id"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("metadata", JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb")),
        *_stamps(),
    )
    for table, columns in {"projects": ["user_id", "status", "maturity_score"], "sessions": ["project_id", "mode"]}.items():
        for column in columns:
            op.create_index(f"idx_{table}_{column}", table, [column])


def downgrade():
    for table in ("specifications", "sessions", "projects"):
        op.drop_table(table)

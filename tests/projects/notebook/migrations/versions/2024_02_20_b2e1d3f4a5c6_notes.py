"""notes, with their search vector

Revision ID: b2e1d3f4a5c6
Revises: a1f0c2d3e4b5
Create Date: 2024-02-20 16:40:00.000000+00:00

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision: str = "b2e1d3f4a5c6"
down_revision: str | None = "a1f0c2d3e4b5"
branch_labels: tuple[str, ...] | None = None
depends_on: str | None = None


def upgrade() -> None:
    visibility = postgresql.ENUM("private", "team", "public", name="visibility")
    op.create_table(
        "note",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("visibility", visibility, server_default="private", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", ARRAY(sa.String(length=30)), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("metadata", JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            sa.Computed("to_tsvector('english'::regconfig, title || ' ' || body)", persisted=True),
            nullable=True,
        ),
        sa.Column("author_id", sa.UUID(), nullable=False),
        sa.Column("parent_id", sa.UUID(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("note_author_id_fkey")),
        sa.ForeignKeyConstraint(["parent_id"], ["note.id"], name=op.f("note_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("note_pkey")),
        sa.UniqueConstraint("author_id", "slug", name=op.f("note_author_id_slug_key")),
        comment="One page",
    )
    op.create_index("note_search_idx", "note", ["search"], postgresql_using="gin")
    op.create_index(op.f("note_author_id_idx"), "note", ["author_id"], unique=False)
    op.create_index("note_title_lower", "note", [sa.literal_column("lower(title)")], unique=False)


def downgrade() -> None:
    op.drop_index("note_title_lower", table_name="note")
    op.drop_index(op.f("note_author_id_idx"), table_name="note")
    op.drop_index("note_search_idx", table_name="note", postgresql_using="gin")
    op.drop_table("note")
    sa.Enum(name="visibility").drop(op.get_bind(), checkfirst=False)

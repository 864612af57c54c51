"""watchers, and stamps everywhere

Revision ID: c3d2e4a5b6f7
Revises: b2e1d3f4a5c6

"""
import sqlalchemy as sa
from alembic import op

revision: str = "c3d2e4a5b6f7"
down_revision: str | None = "b2e1d3f4a5c6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "note_watcher",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("note_id", "member_id"),
        if_not_exists=True,
    )
    op.create_index(None, "note_watcher", ["member_id"], if_not_exists=True)
    op.add_column("team", sa.Column("price", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("note", sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False))
    op.alter_column("note", "slug", existing_type=sa.String(64), comment="Part of the address")


def downgrade() -> None:
    op.alter_column("note", "slug", existing_type=sa.String(64), comment=None, existing_comment="Part of the address")
    op.drop_column("note", "created_at")
    op.drop_column("team", "price")
    op.drop_index("note_watcher_member_id_idx", if_exists=True)
    op.drop_table("note_watcher", if_exists=True)

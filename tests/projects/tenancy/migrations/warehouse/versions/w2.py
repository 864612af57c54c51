"""pieces and shelves"""
import sqlalchemy as sa
from alembic import op

revision = "w2"
down_revision = "w1"


def upgrade():
    op.add_column("articles", sa.Column("pieces", sa.Integer, server_default="0", nullable=False))
    op.create_check_constraint("ck_pieces", "articles", sa.column("pieces") >= 0)
    op.create_table(
        "shelves",
        sa.Column("row", sa.Integer, autoincrement=False),
        sa.Column("place", sa.Integer, autoincrement=False),
        sa.PrimaryKeyConstraint("row", "place", name="shelves_pk"),
    )


def downgrade():
    op.drop_table("shelves")
    op.drop_column("articles", "pieces")

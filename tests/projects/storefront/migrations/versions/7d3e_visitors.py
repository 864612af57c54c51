"""visitors"""
import sqlalchemy as sa
from alembic import op

revision = "7d3e"
down_revision = "6b2c"


def upgrade(engine_name):
    if engine_name == "metrics":
        op.create_table(
            "visitors",
            sa.Column("id", sa.Uuid(), primary_key=True),
            sa.Column("seen", sa.DateTime(timezone=True)),
        )
        op.create_index("ix_page_view_path", "page_view", ["path"])
    elif not engine_name:
        op.create_table("order_line", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("product_id", sa.Integer(), sa.ForeignKey("product.id")))


def downgrade(engine_name):
    if engine_name == "metrics":
        op.drop_index("ix_page_view_path", "page_view")
        op.drop_table("visitors")
    elif not engine_name:
        op.drop_table("order_line")

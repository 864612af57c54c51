"""The view again, wider"""
from alembic import op
from viewpoint.operations import ReplaceableObject

revision = "v5"
down_revision = "v4"

big_sales = ReplaceableObject("big_sales", "SELECT id, cents, shop_id FROM sale WHERE cents > 5000")


def upgrade():
    op.replace_view(big_sales, replaces="v4.big_sales")


def downgrade():
    op.replace_view(big_sales, replace_with="v4.big_sales")

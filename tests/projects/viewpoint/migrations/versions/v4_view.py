"""A view by our own directives"""
from alembic import op
from viewpoint.operations import ReplaceableObject

revision = "v4"
down_revision = "v3"

big_sales = ReplaceableObject("big_sales", "SELECT id, cents FROM sale WHERE cents > 10000")


def upgrade():
    op.create_view(big_sales)


def downgrade():
    op.drop_view(big_sales)

"""A schema for money."""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = None
branch_labels = "billing"
depends_on = None


def upgrade():
    op.execute("create schema billing")
    op.create_table(
        "tariff",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("cents", sa.Integer, nullable=False),
        schema="billing",
    )


def downgrade():
    op.drop_table("tariff", schema="billing")
    op.execute(sa.schema.DropSchema("billing"))

"""Invoices."""
import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tariff_id", sa.Integer, sa.ForeignKey("billing.tariff.id")),
        schema="billing",
    )
    op.create_index("ix_billing_invoice_tariff_id", "invoice", ["tariff_id"], schema="billing")
    op.rename_table("tariff", "price", schema="billing")
    op.rename_table("price", "tariff", schema="billing")


def downgrade():
    op.drop_table("invoice", schema="billing")

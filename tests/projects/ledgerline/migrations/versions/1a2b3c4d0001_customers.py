"""customers

Revision ID: 1a2b3c4d0001
Revises:
Create Date: 2019-03-04 09:12:44.120133

"""
from alembic import op
import sqlalchemy as sa

revision = "1a2b3c4d0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=80), server_default="", nullable=True),
        sa.Column("vat_number", sa.String(length=20), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint("vat_number", name=op.f("uq_customers_vat_number")),
    )
    op.create_index(op.f("ix_customers_email"), "customers", ["email"], unique=True)
    op.create_table(
        "labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_labels_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labels")),
        sa.UniqueConstraint("customer_id", "word", name=op.f("uq_labels_customer_id")),
    )
    op.create_index(op.f("ix_labels_customer_id"), "labels", ["customer_id"])


def downgrade():
    op.drop_index(op.f("ix_labels_customer_id"), table_name="labels")
    op.drop_table("labels")
    op.drop_index(op.f("ix_customers_email"), table_name="customers")
    op.drop_table("customers")

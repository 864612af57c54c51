"""batches: as it is written where SQLite is tested with

Revision ID: 1a2b3c4d0005
Revises: 1a2b3c4d0004

"""
from alembic import op
import sqlalchemy as sa

revision = "1a2b3c4d0005"
down_revision = "1a2b3c4d0004"


def upgrade():
    with op.batch_alter_table("customers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seats", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch_op.add_column(sa.Column("notes", sa.Text(), nullable=True, comment="Free words of the support team"))
        batch_op.alter_column("vat_number", existing_type=sa.String(20), type_=sa.String(24))
        batch_op.create_index(batch_op.f("ix_customers_seats"), ["seats"], unique=False)
    with op.batch_alter_table("entries") as batch:
        batch.create_foreign_key("fk_entry_account", "accounts", ["account_id"], ["id"], onupdate="CASCADE", ondelete="RESTRICT")
        batch.create_check_constraint("ck_entries_amount", "amount <> 0")
        batch.create_unique_constraint("uq_entries_account", ["account_id", "invoice_year", "invoice_number"])
    op.create_index(
        "ix_accounts_open",
        "accounts",
        ["customer_id", "kind"],
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index("ix_accounts_code_lower", "accounts", [sa.text("lower(code)"), sa.text("id DESC")])
    op.rename_table("labels", "tags")
    op.rename_table("tags", "labels")


def downgrade():
    op.drop_index("ix_accounts_code_lower", table_name="accounts")
    op.drop_index("ix_accounts_open", table_name="accounts")
    with op.batch_alter_table("entries") as batch:
        batch.drop_constraint("uq_entries_account", type_="unique")
        batch.drop_constraint("ck_entries_amount", type_="check")
        batch.drop_constraint("fk_entry_account", type_="foreignkey")
    with op.batch_alter_table("customers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customers_seats"))
        batch_op.alter_column("vat_number", existing_type=sa.String(24), type_=sa.String(20))
        batch_op.drop_column("notes")
        batch_op.drop_column("seats")

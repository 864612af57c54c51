"""more kinds, wider money, better names

Revision ID: 1a2b3c4d0003
Revises: 1a2b3c4d0002

"""
from alembic import op
import sqlalchemy as sa

revision = "1a2b3c4d0003"
down_revision = "1a2b3c4d0002"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE accountkind ADD VALUE IF NOT EXISTS 'expense'")
    op.alter_column(
        "accounts",
        "balance",
        existing_type=sa.Numeric(12, 2),
        type_=sa.Numeric(14, 2),
        existing_nullable=False,
        existing_server_default=sa.text("0"),
    )
    op.alter_column("customers", "name", new_column_name="display_name", type_=sa.String(120), nullable=False)
    currency = sa.Enum("EUR", "USD", "GBP", name="currency")
    currency.create(op.get_bind(), checkfirst=True)
    op.alter_column("accounts", "currency", server_default=None)
    op.alter_column(
        "accounts", "currency", type_=currency, postgresql_using="currency::currency", server_default="EUR"
    )
    op.add_column("accounts", sa.Column("overdraft", sa.Numeric(14, 2), server_default="0", nullable=False))
    op.drop_constraint("balance_over_limit", "accounts", type_="check")
    op.create_check_constraint(op.f("ck_accounts_balance_over_limit"), "accounts", "balance >= overdraft")
    op.create_table_comment("labels", "Words that a customer sorts accounts by")
    op.alter_column("accounts", "closed_on", comment="ISO date", existing_comment=None)


def downgrade():
    op.alter_column("accounts", "closed_on", comment=None)
    op.drop_table_comment("labels", existing_comment="Words that a customer sorts accounts by")
    op.drop_constraint(op.f("ck_accounts_balance_over_limit"), "accounts", type_="check")
    op.create_check_constraint("balance_over_limit", "accounts", sa.text("balance >= 0"))
    op.drop_column("accounts", "overdraft")
    op.execute("ALTER TABLE accounts ALTER currency DROP DEFAULT, ALTER currency TYPE varchar(3) USING currency::text")
    op.execute("ALTER TABLE accounts ALTER currency SET DEFAULT 'EUR'; DROP TYPE currency")
    op.alter_column("customers", "display_name", new_column_name="name", type_=sa.String(80), nullable=True)
    op.alter_column("accounts", "balance", type_=sa.Numeric(12, 2))

"""accounts, and which labels they bear

Revision ID: 1a2b3c4d0002
Revises: 1a2b3c4d0001

"""
from alembic import op
import sqlalchemy as sa

revision = "1a2b3c4d0002"
down_revision = "1a2b3c4d0001"
branch_labels = None
depends_on = None

kinds = sa.Enum("asset", "liability", "income", name="accountkind")


def upgrade():
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("currency", sa.String(3), server_default="EUR"),
        sa.Column("state", sa.Enum("open", "frozen", "closed", name="state", native_enum=False)),
        sa.Column("balance", sa.Numeric(12, 2), nullable=False, server_default=sa.text("0")),
        sa.Column("closed_on", sa.String),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id", ondelete="CASCADE"), index=True),
        sa.Column("parent_id", sa.Integer),
        sa.CheckConstraint("balance >= 0", name="balance_over_limit"),
    )
    op.create_foreign_key(None, "accounts", "accounts", ["parent_id"], ["id"])
    op.create_table(
        "account_labels",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("label_id", sa.Integer(), sa.ForeignKey("labels.id"), nullable=False),
    )
    op.create_primary_key("pk_account_labels", "account_labels", ["account_id", "label_id"])
    op.create_unique_constraint("uq_accounts_customer_code", "accounts", ["customer_id", "code"])


def downgrade():
    op.drop_table("account_labels")
    op.drop_table("accounts")
    kinds.drop(op.get_bind(), checkfirst=False)

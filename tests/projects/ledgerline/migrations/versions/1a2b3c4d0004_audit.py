"""invoices, entries, and the schema of the auditors

Revision ID: 1a2b3c4d0004
Revises: 1a2b3c4d0003

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.schema import CreateSequence, DropSequence, Sequence

revision = "1a2b3c4d0004"
down_revision = "1a2b3c4d0003"


def upgrade():
    op.execute("CREATE SCHEMA IF NOT EXISTS audit")
    op.execute(CreateSequence(Sequence("invoice_number", start=1000, increment=5)))
    op.create_table(
        "invoices",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("nextval('invoice_number')"), nullable=False),
        sa.Column("issued_on", sa.Date(), server_default=sa.func.current_date()),
        sa.Column("document", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("year", "number"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("invoice_year", sa.SmallInteger()),
        sa.Column("invoice_number", sa.Integer()),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_foreign_key(
        "fk_entries_invoice",
        source_table="entries",
        referent_table="invoices",
        local_cols=["invoice_year", "invoice_number"],
        remote_cols=["year", "number"],
        deferrable=True,
        initially="DEFERRED",
    )
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entries.id")),
        sa.Column("actor", sa.String(80), index=True),
        sa.Column("at", sa.DateTime(), server_default=sa.func.now(), nullable=False),
        schema="audit",
        comment="Never deleted",
    )
    op.create_index("ix_audit_records_entry_id", "records", ["entry_id"], schema="audit")


def downgrade():
    op.drop_index("ix_audit_records_entry_id", "records", schema="audit")
    op.drop_table("records", schema="audit")
    op.drop_constraint("fk_entries_invoice", "entries", type_="foreignkey")
    op.drop_table("entries")
    op.drop_table("invoices")
    op.execute(DropSequence(Sequence("invoice_number")))
    op.execute("DROP SCHEMA audit")

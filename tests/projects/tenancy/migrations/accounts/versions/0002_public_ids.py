"""public ids, in two steps"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("CREATE SCHEMA audit")
    op.add_column("tenants", sa.Column("public_id", UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()")))
    op.execute("UPDATE tenants SET public_id = gen_random_uuid() WHERE public_id IS NULL")
    op.alter_column("tenants", "public_id", nullable=False)
    op.create_unique_constraint("tenants_public_id_key", "tenants", ["public_id"])
    op.create_table(
        "logins",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE")),
        schema="audit",
    )
    op.create_index(op.f("ix_audit_logins_user_id"), "logins", ["user_id"], schema="audit")
    op.create_unique_constraint("uq_users_tenant_email", "users", ["tenant_id", "email"])


def downgrade():
    op.drop_constraint("uq_users_tenant_email", "users", type_="unique")
    op.execute("DROP SCHEMA audit CASCADE")
    op.drop_column("tenants", "public_id")

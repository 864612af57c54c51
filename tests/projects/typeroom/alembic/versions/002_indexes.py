"""indexes, also built without a lock"""
import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade():
    op.create_index("thing_pairs", "thing", ["pairs"], postgresql_using="gin")
    op.create_index("thing_size", "thing", ["size", sa.text("at DESC NULLS LAST")], unique=True, postgresql_where="at IS NOT NULL")
    op.create_index("thing_cover", "thing", ["count"], postgresql_include=["at"], postgresql_with={"fillfactor": 50})
    op.create_index("thing_lower", "thing", [sa.func.lower(sa.column("checked"))], postgresql_ops={"lower": "text_pattern_ops"})
    op.create_unique_constraint("thing_once", "thing", ["address", "during"], postgresql_nulls_not_distinct=True)
    with op.get_context().autocommit_block():
        op.create_index("thing_during", "thing", ["during"], postgresql_using="gist", postgresql_concurrently=True, if_not_exists=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("thing_during", table_name="thing", postgresql_concurrently=True, if_exists=True)
    op.drop_constraint("thing_once", "thing")
    for index in ["thing_lower", "thing_cover", "thing_size", "thing_pairs"]:
        op.drop_index(index, table_name="thing")

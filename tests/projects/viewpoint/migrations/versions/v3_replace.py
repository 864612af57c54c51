"""Replace entities; policies and grants from the project's own modules"""
from alembic import op
from alembic_utils.pg_function import PGFunction

from viewpoint import entities

revision = "v3"
down_revision = "v2"

before = PGFunction(
    schema="public",
    signature="check_sale()",
    definition="returns trigger language plpgsql as $$ begin return NEW; end $$",
)


def upgrade():
    op.replace_entity(entities.check_sale)
    op.create_entity(entities.only_own)
    op.create_entity(entities.readers)
    op.execute("ALTER TABLE sale ENABLE ROW LEVEL SECURITY")


def downgrade():
    op.execute("ALTER TABLE sale DISABLE ROW LEVEL SECURITY")
    op.drop_entity(entities.readers)
    op.drop_entity(entities.only_own)
    op.replace_entity(before)

"""doors, if they are not there

Old installations made them with create_all.
"""
import sqlalchemy as sa
from alembic import op
from gatehouse.constants import MAX_NAME, TABLE_PREFIX

revision = "2021_01"
down_revision = None


def upgrade(demo=False):
    bind = op.get_bind()
    inspector = sa.inspect(bind)
    existing = set(inspector.get_table_names())
    if TABLE_PREFIX + "door" not in existing:
        op.create_table(
            TABLE_PREFIX + "door",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("name", sa.String(MAX_NAME), nullable=False),
        )
    if "gate_door" in existing:
        op.execute("COMMENT ON TABLE gate_door IS 'made by create_all'")
    if bind.dialect.has_table(bind, "gate_legacy"):
        op.drop_table("gate_legacy")
    if demo:
        op.bulk_insert(sa.table("gate_door", sa.column("name", sa.String)), [{"name": "demo"}])
        op.execute("COMMENT ON TABLE gate_door IS 'has a demo door'")


def downgrade(demo=False):
    op.drop_table("gate_door")

"""Edit replace id integers in all models to use UUID instead

Revision ID: d98dd8ec85a3
Revises: e2412789c190

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "d98dd8ec85a3"
down_revision = "e2412789c190"
branch_labels = None
depends_on = None


def upgrade():
    op.execute('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"')
    op.add_column("hero", sa.Column("new_id", postgresql.UUID(as_uuid=True), default=sa.text("uuid_generate_v4()")))
    op.add_column("heromissionlink", sa.Column("new_hero_id", postgresql.UUID(as_uuid=True), nullable=True))
    op.execute("UPDATE hero SET new_id = uuid_generate_v4()")
    op.execute("UPDATE heromissionlink SET new_hero_id = (SELECT new_id FROM hero WHERE hero.id = heromissionlink.hero_id)")
    op.alter_column("hero", "new_id", nullable=False)
    op.drop_constraint("heromissionlink_hero_id_fkey", "heromissionlink", type_="foreignkey")
    op.drop_constraint("heromissionlink_pkey", "heromissionlink", type_="primary")
    op.drop_column("heromissionlink", "hero_id")
    op.alter_column("heromissionlink", "new_hero_id", new_column_name="hero_id")
    op.drop_constraint("hero_pkey", "hero", type_="primary")
    op.drop_column("hero", "id")
    op.alter_column("hero", "new_id", new_column_name="id")
    op.create_primary_key("hero_pkey", "hero", ["id"])
    op.create_primary_key("heromissionlink_pkey", "heromissionlink", ["hero_id", "mission_id"])
    op.create_foreign_key("heromissionlink_hero_id_fkey", "heromissionlink", "hero", ["hero_id"], ["id"])


def downgrade():
    op.drop_constraint("heromissionlink_hero_id_fkey", "heromissionlink", type_="foreignkey")
    op.drop_constraint("hero_pkey", "hero", type_="primary")
    op.add_column("hero", sa.Column("old_id", sa.Integer, autoincrement=True))
    op.execute("CREATE SEQUENCE hero_id_seq OWNED BY hero.old_id")
    op.execute("ALTER TABLE hero ALTER COLUMN old_id SET DEFAULT nextval('hero_id_seq')")
    op.execute("UPDATE hero SET old_id = nextval('hero_id_seq')")
    op.drop_column("hero", "id")
    op.alter_column("hero", "old_id", new_column_name="id")
    op.create_primary_key("hero_pkey", "hero", ["id"])
    op.drop_constraint("heromissionlink_pkey", "heromissionlink")
    op.drop_column("heromissionlink", "hero_id")
    op.add_column("heromissionlink", sa.Column("hero_id", sa.Integer, nullable=False))
    op.create_primary_key("heromissionlink_pkey", "heromissionlink", ["hero_id", "mission_id"])
    op.create_foreign_key("heromissionlink_hero_id_fkey", "heromissionlink", "hero", ["hero_id"], ["id"])
    op.execute('DROP EXTENSION "uuid-ossp"')

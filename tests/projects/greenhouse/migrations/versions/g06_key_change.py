"""The key of beds changes its type, with all that hangs on it."""
import sqlalchemy as sa
from alembic import op

revision = "g06"
down_revision = "g05"

depends_on = None


def upgrade():
    op.add_column("bed", sa.Column("code", sa.String(12)))
    op.execute("UPDATE bed SET code = 'bed-' || id")
    op.add_column("plant", sa.Column("bed_code", sa.String(12)))
    op.execute("UPDATE plant SET bed_code = bed.code FROM bed WHERE bed.id = plant.bed_id")
    op.drop_constraint("plant_bed_id_fkey", "plant", type_="foreignkey")
    op.drop_constraint("bed_pkey", "bed", type_="primary")
    op.create_primary_key("bed_pkey", "bed", ["code"])
    op.drop_column("bed", "id")
    op.execute("DROP FUNCTION bed_is_full")
    op.drop_column("plant", "bed_id")
    op.create_foreign_key("plant_bed", "plant", "bed", ["bed_code"], ["code"], onupdate="CASCADE")
    op.execute("ALTER TABLE plant VALIDATE CONSTRAINT plant_bed")


def downgrade():
    raise NotImplementedError("the old keys are gone")

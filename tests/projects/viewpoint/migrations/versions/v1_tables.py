"""Tables"""
import sqlalchemy as sa
from alembic import op
from viewpoint.models import Base, Sale, Shop

revision = "v1"
down_revision = None


def upgrade():
    # The models as they are today, which is a bad habit: this revision changes with them.
    Base.metadata.create_all(op.get_bind(), tables=[Shop.__table__, Sale.__table__])
    op.create_index("sale_shop", Sale.__tablename__, [Sale.shop_id.name])
    op.execute("ALTER TABLE %s ADD CONSTRAINT cents_known CHECK (cents IS NOT NULL)" % Sale.__table__.fullname)


def downgrade():
    Base.metadata.drop_all(op.get_bind(), tables=[Sale.__table__, Shop.__table__])

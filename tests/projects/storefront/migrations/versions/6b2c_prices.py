"""prices; nothing for the metrics

Revision ID: 6b2c
Revises: 5f1a

"""
import sqlalchemy as sa
from alembic import op

revision = "6b2c"
down_revision = "5f1a"


def upgrade(engine_name):
    globals()["upgrade_%s" % engine_name]()


def downgrade(engine_name):
    globals()["downgrade_%s" % engine_name]()


def upgrade_():
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.add_column(sa.Column("price", sa.Numeric(precision=10, scale=2), nullable=False))
        batch_op.create_check_constraint("price_not_negative", "price >= 0")


def downgrade_():
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_constraint("price_not_negative", type_="check")
        batch_op.drop_column("price")


def upgrade_metrics():
    pass


def downgrade_metrics():
    pass

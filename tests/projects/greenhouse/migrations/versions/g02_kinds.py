"""Kinds of plants become rows of their own: read, loop, write."""
import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy import orm
from sqlalchemy.ext.declarative import declarative_base

revision = "g02"
down_revision = "g01"

Base = declarative_base()


class Kind(Base):
    """A model frozen in this revision."""

    __tablename__ = "kind"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.Text, unique=True, nullable=False)
    water = sa.Column(sa.Integer, nullable=False, server_default="1")


class Plant(Base):
    __tablename__ = "plant"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.Text)
    kind_id = sa.Column(sa.ForeignKey(Kind.id))


KINDS = {"tomato": 3, "cactus": 0, "fern": 2}


def upgrade():
    bind = op.get_bind()
    Kind.__table__.create(bind)
    op.add_column("plant", sa.Column("kind_id", sa.Integer(), sa.ForeignKey("kind.id"), nullable=True))

    session = orm.Session(bind=bind)
    for name, water in KINDS.items():
        session.add(Kind(name=name, water=water))
    session.flush()
    for plant in session.query(Plant).filter(Plant.kind_id.is_(None)):
        plant.kind_id = session.query(Kind.id).filter_by(name=plant.name.split()[0]).scalar()
    session.commit()

    plant = sa.table("plant", sa.column("id", sa.Integer), sa.column("name"), sa.column("facts", sa.JSON))
    rows = bind.execute(sa.select(plant.c.id, plant.c.name)).mappings().all()
    for row in rows:
        bind.execute(plant.update().where(plant.c.id == row["id"]).values(facts=json.dumps({"was": row["name"]})))
    if not rows:
        bind.execute(sa.insert(plant).values(name="tomato 1"))
    op.execute(sa.delete(plant).where(sa.func.lower(plant.c.name) == "weed"))


def downgrade():
    op.drop_constraint("plant_kind_id_fkey", "plant")
    op.drop_column("plant", "kind_id")
    Kind.__table__.drop(op.get_bind())

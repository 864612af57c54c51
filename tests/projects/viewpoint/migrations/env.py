import os

from alembic import context
from alembic_utils.replaceable_entity import register_entities
from sqlalchemy import create_engine

import viewpoint.operations  # noqa: F401
from viewpoint.entities import ALL
from viewpoint.models import Base

register_entities(ALL, exclude_schemas=["audit"])


def include_object(obj, name, type_, reflected, compare_to):
    return not (type_ == "table" and obj.info.get("is_view", False))


engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_object=include_object)
    with context.begin_transaction():
        context.run_migrations()

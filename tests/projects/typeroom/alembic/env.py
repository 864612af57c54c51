import os

from alembic import context
from sqlalchemy import create_engine

from typeroom import enums, partitions  # noqa: F401
from typeroom.tables import metadata

with create_engine(os.environ["DATABASE_URL"]).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()

import os

from alembic import context
from sqlalchemy import create_engine

target_metadata = None
connectable = create_engine(os.environ["DATABASE_URL"], isolation_level="READ COMMITTED")
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction() as transaction:
        context.run_migrations()

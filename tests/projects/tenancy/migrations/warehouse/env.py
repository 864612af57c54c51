"""The warehouse. A new one is made from the models at once and stamped."""
import os

from alembic import context
from sqlalchemy import engine_from_config, inspect, pool

from services.warehouse.models import WarehouseBase

config = context.config
url = os.getenv("WAREHOUSE_DATABASE_URL") or config.get_main_option("sqlalchemy.url")
section = config.get_section(config.config_ini_section)
section["sqlalchemy.url"] = url
connectable = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)

with connectable.connect() as connection:
    fresh = not inspect(connection).get_table_names()
    # The inspector began a transaction; Alembic would leave it to us to commit.
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=WarehouseBase.metadata,
        version_table="warehouse_version",
    )
    with context.begin_transaction():
        if fresh and os.environ.get("BOOTSTRAP"):
            WarehouseBase.metadata.create_all(connection)
            migration_context = context.get_context()
            migration_context.stamp(context.script, "heads")
        else:
            context.run_migrations()

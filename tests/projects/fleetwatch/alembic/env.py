import os

from alembic import context
from sqlalchemy import engine_from_config, pool

from fleet import trips, vehicles  # noqa: F401
from fleet.registry import mapper_registry
from fleet.tables import depots  # noqa: F401

config = context.config
if os.getenv("FLEET_DSN"):
    config.set_main_option("sqlalchemy.url", os.environ["FLEET_DSN"].replace("%", "%%"))


def include_name(name, type_, parent_names):
    return not (type_ == "table" and name.startswith("tmp_"))


connectable = engine_from_config(
    config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool
)
with connectable.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=mapper_registry.metadata,
        include_name=include_name,
        version_table="fleet_revision",
        version_table_pk=False,
    )
    with context.begin_transaction():
        context.run_migrations()

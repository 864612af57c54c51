"""Migration environment."""
import logging
import os
import sys
from pathlib import Path

from alembic import context
from sqlalchemy import engine_from_config, event, pool

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gatehouse.models import Base  # noqa: E402

log = logging.getLogger("alembic.env")
config = context.config
url = os.environ.get("DATABASE_URL")
if url:
    config.set_main_option("sqlalchemy.url", url)
arguments = context.get_x_argument(as_dictionary=True)


def process_revision_directives(context, revision, directives):
    if directives and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run_offline():
    context.configure(url=config.get_main_option("sqlalchemy.url"), target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_online():
    engine = engine_from_config(config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)

    @event.listens_for(engine, "connect")
    def no_jit(connection, record):
        connection.execute("SET jit = off")

    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            process_revision_directives=process_revision_directives,
            on_version_apply=[lambda **kw: log.debug("applied %s", kw["step"])],
        )
        with context.begin_transaction():
            connection.exec_driver_sql("SET LOCAL lock_timeout = '4s'")
            context.run_migrations(demo=arguments.get("demo") == "true")


run_offline() if context.is_offline_mode() else run_online()

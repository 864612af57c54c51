"""Looks at one metadata: that of SQLModel, or of AuthBase where DATABASE_URL is of socrates_auth."""
import os

from alembic import context
from sqlalchemy import engine_from_config, pool
from sqlmodel import SQLModel

from app.core.database import AuthBase
from app import models  # noqa: F401

config = context.config
database_url = os.environ["DATABASE_URL"]
config.set_main_option("sqlalchemy.url", database_url)
target_metadata = AuthBase.metadata if "socrates_auth" in database_url else SQLModel.metadata

connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations()

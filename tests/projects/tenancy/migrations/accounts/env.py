from alembic import context

from services.accounts.models import AccountsBase
from services.accounts.models.base import engine

config = context.config
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=AccountsBase.metadata,
        include_schemas=True,
        version_table=config.get_main_option("version_table", "alembic_version"),
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()

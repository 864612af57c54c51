import os

from alembic import context
from sqlalchemy import create_engine, text

from junction.schema import billing, core

SCHEMAS = ("public", "billing", "reports")


def include_object(object, name, type_, reflected, compare_to):
    """The reports are made by hand."""
    if type_ == "table" and object.schema == "reports":
        return False
    return not name.startswith("spatial_")


def include_name(name, type_, parent_names):
    return name in SCHEMAS if type_ == "schema" else True


engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS ops"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=[core, billing],
        include_schemas=True,
        include_object=include_object,
        include_name=include_name,
        version_table="schema_revision",
        version_table_schema="ops",
    )
    with context.begin_transaction():
        context.run_migrations()

"""Helpers of our revisions."""
from functools import partial, wraps

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy import inspect
from sqlalchemy.engine.reflection import Inspector


def has_table(name, schema=None):
    if context.is_offline_mode():
        return False
    return inspect(op.get_bind()).has_table(name, schema=schema)


def has_column(table, column):
    inspector: Inspector = sa.inspect(op.get_bind())
    return column in [each["name"] for each in inspector.get_columns(table)]


def has_index(table, name):
    return any(index["name"] == name for index in sa.inspect(op.get_bind()).get_indexes(table))


def add_column_if_missing(table, column):
    if not has_column(table, column.name):
        op.add_column(table, column)


def create_table(name, *columns, timestamps=True, **options):
    """Our tables have a key and two times."""
    extra = [sa.Column("id", sa.Integer, primary_key=True)]
    if timestamps:
        extra += [
            sa.Column(each, sa.DateTime(), server_default=sa.func.now(), nullable=False)
            for each in ("created_at", "updated_at")
        ]
    return op.create_table(name, *extra, *columns, **options)


string = partial(sa.String, length=80)


def postgresql_only(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        if op.get_context().dialect.name != "postgresql":
            return None
        return function(*args, **kwargs)

    return wrapper


class Trigger:
    """A trigger and its function, created and dropped together."""

    def __init__(self, name, table, body):
        self.name = name
        self.table = table
        self.body = body

    @property
    def function(self):
        return "%s_function" % self.name

    def create(self):
        op.execute(
            f"""
            CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger AS $body$
            BEGIN
                {self.body}
                RETURN NEW;
            END;
            $body$ LANGUAGE plpgsql;
            """
        )
        op.execute("CREATE TRIGGER {0.name} BEFORE UPDATE ON {0.table} FOR EACH ROW EXECUTE FUNCTION {0.function}()".format(self))

    def drop(self):
        op.execute(f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}")
        op.execute(f"DROP FUNCTION IF EXISTS {self.function}()")

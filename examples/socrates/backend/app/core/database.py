"""The bases of the models: one for each database, for no transaction spans both."""

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase

# The names that PostgreSQL itself would give. Of a check only the middle is written.
NAMES = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}

TYPES = {
    datetime: DateTime(timezone=True),
    dict[str, Any]: JSONB,
    list[Any]: JSONB,
}


class AuthBase(DeclarativeBase):
    """What is kept in the database auth."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = TYPES


class SpecsBase(DeclarativeBase):
    """What is kept in the database specs."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = TYPES

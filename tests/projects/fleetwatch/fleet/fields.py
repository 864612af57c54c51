"""Column types of our own."""
import json
from typing import Any

from sqlalchemy import CHAR, BigInteger, String, Text, func
from sqlalchemy.dialects.postgresql import INTEGER, JSONB, UUID
from sqlalchemy.types import TypeDecorator, UserDefinedType


class Kilometres(TypeDecorator):
    """Whole metres in the database, kilometres in Python."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else round(value * 1000)


class GUID(TypeDecorator):
    """UUID on PostgreSQL, CHAR(32) elsewhere."""

    impl = CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID(as_uuid=True))
        return dialect.type_descriptor(CHAR(32))


class Plate(TypeDecorator):
    impl = String(12)
    cache_ok = True


class Settings(TypeDecorator):
    impl = Text

    def process_bind_param(self, value: Any, dialect):
        return json.dumps(value)


class Point(UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "POINT"


Json = Text().with_variant(JSONB(), "postgresql")
Count = BigInteger().with_variant(INTEGER(), "postgresql")
today = func.current_date()

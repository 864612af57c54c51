"""The registry. Its metadata has a default schema and a convention with a function in it."""
import hashlib

from sqlalchemy import BigInteger, MetaData, String
from sqlalchemy.orm import DeclarativeBase, registry as Registry


def short_key(constraint, table):
    words = [table.name] + [element.target_fullname for element in constraint.elements]
    return hashlib.md5("-".join(words).encode()).hexdigest()[:8]


registry = Registry(
    metadata=MetaData(
        schema="ward",
        naming_convention={
            "short_key": short_key,
            "fk": "fk_%(table_name)s_%(short_key)s",
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0N_name)s",
            "ck": "ck_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        },
    ),
    type_annotation_map={int: BigInteger, str: String(255).with_variant(String(200), "mysql")},
)


class Base(DeclarativeBase):
    registry = registry

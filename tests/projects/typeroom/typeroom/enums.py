"""Enums in every form."""
import enum
from enum import auto

import sqlalchemy as sa
from sqlalchemy import Column, Table
from sqlalchemy.dialects.postgresql import ARRAY, ENUM

from .tables import metadata


class Size(enum.Enum):
    SMALL = "s"
    MEDIUM = "m"
    LARGE = "l"
    BIG = "l"  # an alias, which is no member


class Colour(str, enum.Enum):
    red = "RED"
    green = "GREEN"


class Level(enum.IntEnum):
    LOW = auto()
    HIGH = auto()


class Planet(enum.StrEnum):
    MARS = auto()
    VENUS = auto()


def values(cls):
    return [member.value for member in cls]


mood = ENUM("glad", "sad", name="mood", metadata=metadata)
shared = sa.Enum("on", "off", name="switch", schema="vocabulary")

enums = Table(
    "enums",
    metadata,
    Column("id", sa.Integer, primary_key=True),
    Column("by_class", sa.Enum(Size)),
    Column("named", sa.Enum(Colour, name="colour_name")),
    Column("by_value", sa.Enum(Planet, values_callable=values, name="planet")),
    Column("by_value_lambda", sa.Enum(Colour, values_callable=lambda x: [e.value for e in x], name="colour_value")),
    Column("labels", sa.Enum("a", "b", "c's", name="letters"), server_default="a"),
    Column("text_only", sa.Enum(Size, native_enum=False)),
    Column("text_checked", sa.Enum("x", "yy", "zzz", native_enum=False, create_constraint=True, name="ck_text_checked")),
    Column("text_length", sa.Enum(Level, native_enum=False, length=20)),
    Column("pg", ENUM("one", "two", name="pg_numbers"), nullable=False),
    Column("pg_class", ENUM(Level, name="pg_level"), server_default=Level.LOW.name),
    Column("mood", mood, server_default="glad"),
    Column("mood_again", mood),
    Column("elsewhere", shared),
    Column("many", ARRAY(sa.Enum(Size))),
    Column("many_moods", ARRAY(mood)),
    sa.CheckConstraint("labels <> 'b' OR mood = 'sad'", name="b_is_sad"),
)
Table(
    "terms",
    metadata,
    Column("id", sa.Integer, primary_key=True),
    Column("switch", shared),
    Column("local", sa.Enum("l", name="local_kind", inherit_schema=True)),
    Column("stays", sa.Enum("l", name="public_kind", inherit_schema=False)),
    schema="vocabulary",
)

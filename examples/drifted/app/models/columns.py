"""Columns that many tables have, with the defaults that the database gives."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, func, text
from sqlmodel import Field


def key() -> Any:
    """A UUID that the database makes."""
    return Field(
        default_factory=uuid.uuid4,
        primary_key=True,
        sa_column_kwargs={"server_default": text("gen_random_uuid()")},
    )


def moment(**more: Any) -> Any:
    """A moment with its time zone; now, if nothing is given."""
    return Field(
        default_factory=datetime.now,
        sa_type=DateTime(timezone=True),
        sa_column_kwargs={"server_default": func.now()},
        **more,
    )

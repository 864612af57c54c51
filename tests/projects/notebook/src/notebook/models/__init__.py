"""All models, imported so that Alembic sees them."""
from . import note, people, tagging
from .note import *  # noqa: F403

__all__ = ["note", "people", "tagging"]

"""Models of the accounts database."""
from .base import AccountsBase
from .tenant import *  # noqa: F403

__all__ = ["AccountsBase"]

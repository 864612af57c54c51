"""All models, so that every one of them is known once this package is imported."""

from .auth import *  # noqa: F403
from .specs import *  # noqa: F403

from sqlmodel import SQLModel

from .base import Stamped
from .hero import Hero, HeroBase, HeroCreate, HeroPublic
from .link import HeroMissionLink, Mission
from .ledger import Ledger, LootItem

__all__ = [
    "SQLModel", "Stamped", "Hero", "HeroBase", "HeroCreate", "HeroPublic", "HeroMissionLink", "Mission", "Ledger", "LootItem",
]

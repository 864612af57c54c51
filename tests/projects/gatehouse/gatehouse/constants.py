"""Names that models and revisions share."""
import os
from typing import Final

TABLE_PREFIX: Final = "gate_"
TABLES = ["door", "badge"]
MAX_NAME = 40 * 2
ROLES = {"guard": "Guards the door", "guest": "Comes and goes"}
IS_STAGING = os.getenv("APP_ENV", "production") == "staging"
SCHEMA = os.environ.get("GATE_SCHEMA") or "public"

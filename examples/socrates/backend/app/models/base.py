"""What every table has."""

import uuid
from datetime import datetime

from sqlalchemy import func, text
from sqlalchemy.orm import Mapped, mapped_column


class BaseModel:
    """A key, and when the row was added. Has no table itself."""

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()"), sort_order=-1
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=90)


class Edited:
    """When the row was last edited: a trigger keeps it true, whoever writes."""

    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=91)

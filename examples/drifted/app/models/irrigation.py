"""When and how much to water."""

import uuid
from datetime import datetime

from sqlmodel import Field, SQLModel

from app.models.columns import key, moment


class IrrigationPlan(SQLModel, table=True):
    """The plan of one orchard for one season."""

    __tablename__ = "irrigation_plan"

    id: uuid.UUID = key()
    orchard_id: uuid.UUID = Field(foreign_key="orchard.id", ondelete="CASCADE", index=True)
    season: int
    millimetres_a_week: float
    created_at: datetime = moment()

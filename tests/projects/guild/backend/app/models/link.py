from datetime import datetime
from typing import TYPE_CHECKING, List, Optional
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Integer, Sequence
from sqlmodel import Field, Relationship, SQLModel

if TYPE_CHECKING:
    from .hero import Hero


class HeroMissionLink(SQLModel, table=True):
    hero_id: Optional[UUID] = Field(default=None, foreign_key="hero.id", primary_key=True)
    mission_id: Optional[int] = Field(default=None, foreign_key="mission.id", primary_key=True)
    is_training: bool = False


class Mission(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True, sa_type=BigInteger)
    code: int = Field(sa_column=Column(Integer, Identity(start=1000), unique=True))
    number: Optional[int] = Field(default=None, sa_column_args=[Sequence("mission_number")])
    starts: datetime
    where: str = Field(alias="place", title="Where", description="In words", schema_extra={"examples": ["here"]})
    parent: Optional[int] = Field(default=None, sa_column=Column(ForeignKey("mission.id", ondelete="CASCADE", name="mission_parent"), index=True))
    heroes: List["Hero"] = Relationship(back_populates="missions", link_model=HeroMissionLink)

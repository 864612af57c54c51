import enum
import uuid
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, List, Literal, Optional


from pydantic import field_validator
from sqlalchemy import JSON, CheckConstraint, Column, Enum, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import AutoString, Field, Relationship, SQLModel

from .base import SoftDelete, Stamped, UUIDKey
from .link import HeroMissionLink

if TYPE_CHECKING:
    from .link import Mission


class Rank(str, enum.Enum):
    """The database has the names of the members, not their values."""

    NOVICE = "novice"
    MASTER = "master-of-arms"


class Element(enum.Enum):
    fire = 1
    water = 2


class HeroBase(SQLModel):
    name: str = Field(index=True, max_length=80, min_length=1)
    alias: Optional[str] = Field(default=None, unique=True)
    age: int | None = Field(default=None, ge=0, le=999)


class Hero(HeroBase, UUIDKey, Stamped, SoftDelete, table=True):
    __table_args__ = (
        UniqueConstraint("name", "age", name="one_name_an_age"),
        CheckConstraint("age > 0", name="grown"),
        Index("hero_lower_name", text("lower(name)")),
        {"comment": "Those who go on missions"},
    )
    legends: ClassVar[int] = 0

    secret: str = Field(exclude=True, sa_column=Column("secret_name", String(30), nullable=False, server_default="?"))
    rank: Rank = Field(default=Rank.NOVICE)
    element: Optional[Element] = None
    stance: Rank = Field(default=Rank.NOVICE, sa_column=Column(Enum(Rank, name="stance", values_callable=lambda e: [m.value for m in e]), index=True))
    mood: Literal["calm", "angry"] = Field(default="calm", sa_type=AutoString)
    wage: Decimal = Field(default=0, max_digits=8, decimal_places=2)
    fee: Decimal = Field(default=Decimal("1.5"), decimal_places=3)
    weight: float = 70.5
    born: Optional[date] = None
    wakes: time = Field(default=time(6))
    patience: timedelta = timedelta(minutes=5)
    portrait: Optional[bytes] = Field(default=None, repr=False)
    tags: List[str] = Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False, server_default="{}"))
    traits: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)
    extra: Any = Field(default=None, sa_type=JSON)
    short: str = Field(default="", sa_type=String(5), sa_column_kwargs={"name": "short_name", "server_default": text("''")})
    active: bool = Field(default=True, sa_column_kwargs={"server_default": "true"})
    mentor_id: Optional[uuid.UUID] = Field(default=None, foreign_key="hero.id", ondelete="SET NULL")
    guild_id: int = Field(foreign_key="ledger.id", index=True, ondelete="CASCADE", nullable=False)
    rival_id: Optional[int] = Field(default=None, foreign_key="ledger.id", unique=False, nullable=True)

    missions: List["Mission"] = Relationship(back_populates="heroes", link_model=HeroMissionLink)
    mentor: Optional["Hero"] = Relationship(sa_relationship_kwargs={"remote_side": "Hero.id"})

    @field_validator("name")
    @classmethod
    def strip(cls, value: str) -> str:
        return value.strip()

    @property
    def title(self) -> str:
        return f"{self.rank.value} {self.name}"


class HeroCreate(HeroBase):
    password: str


class HeroPublic(HeroBase):
    id: uuid.UUID

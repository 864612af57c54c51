"""Money, and what was found."""
from typing import Annotated, Optional, Union

from sqlalchemy import Computed
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

ShortName = Annotated[str, Field(max_length=20)]


class Ledger(SQLModel, table=True):
    id: Union[int, None] = Field(default=None, primary_key=True)
    name: ShortName
    gold: int = Field(default=0, ge=0)
    silver: int = Field(0, sa_column_kwargs={"nullable": False, "index": True})
    worth: Optional[int] = Field(default=None, sa_column_args=[Computed("gold * 100")])


class Item(SQLModel):
    name: str
    ledger_id: int = Field(foreign_key="ledger.id")

    @declared_attr
    def __tablename__(cls) -> str:
        return cls.__name__.lower() + "s"


class LootItem(Item, table=True):
    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=12)
    cursed: Optional[bool]


class Coin(Item, table=True):
    __tablename__ = "coin"
    __table_args__ = {"extend_existing": True}
    id: int | None = Field(default=None, primary_key=True)

"""What is in the warehouse. Tenants are in another database: no foreign keys to them."""
from typing import Annotated

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CheckConstraint

tenant_ref = Annotated[
    int, mapped_column(Integer, index=True, comment="Reference to tenants.id in accounts (no FK - cross-db)")
]


class WarehouseBase(DeclarativeBase):
    """Database: warehouse."""

    __bind_key__ = "warehouse"


class Article(WarehouseBase):
    __tablename__ = "articles"
    __table_args__ = (CheckConstraint("pieces >= 0", "ck_pieces"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    tenant_id: Mapped[tenant_ref]
    name: Mapped[str] = mapped_column(String(80))
    pieces: Mapped[int] = mapped_column(server_default="0")


class Shelf(WarehouseBase):
    __tablename__ = "shelves"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True)

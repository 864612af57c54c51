"""Two tables, and a view that is mapped but is no table of ours."""
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Views bear `is_view` in their info: env.py leaves them out."""


class Shop(Base):
    __tablename__ = "shop"
    id: Mapped[int] = mapped_column(primary_key=True)
    city: Mapped[str] = mapped_column(String(60))


class Sale(Base):
    __tablename__ = "sale"
    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    cents: Mapped[int]


class SalesByCity(Base):
    __tablename__ = "sales_by_city"
    __table_args__ = {"info": {"is_view": True}}
    city: Mapped[str] = mapped_column(primary_key=True)
    cents: Mapped[int]

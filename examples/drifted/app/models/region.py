"""Rules of the regions: what may be sprayed where, and until when."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declarative_base, mapped_column

RegionBase = declarative_base()


class Region(RegionBase):
    """A region with laws of its own."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


class RegionalRule(RegionBase):
    """One thing that a region forbids or asks for."""

    __tablename__ = "regional_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(
        String(8), ForeignKey("region.code"), index=True
    )
    product: Mapped[str] = mapped_column(String(120))
    forbidden_from: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)

from typing import Optional

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, declared_attr, declarative_mixin, has_inherited_table, mapped_column


@declarative_mixin
class Named:
    """A name, in a table named after the class unless a parent has one."""

    name: Mapped[str]

    @declared_attr.directive
    def __tablename__(cls) -> Optional[str]:
        if has_inherited_table(cls):
            return None
        return cls.__name__.lower()


class Keyed:
    @declared_attr.cascading
    def id(cls) -> Mapped[int]:
        if has_inherited_table(cls):
            return mapped_column(ForeignKey("ward.person.id"), primary_key=True)
        return mapped_column(primary_key=True)


class Priced:
    cents: Mapped[int] = mapped_column(default=0, server_default="0")
    currency: Mapped[str] = mapped_column(default="EUR")

    @declared_attr.directive
    def __table_args__(cls):
        return (
            CheckConstraint("cents >= 0"),
            Index(f"{cls.__tablename__}_by_price", "cents", "currency"),
            {"comment": f"Priced: {cls.__name__}"},
        )

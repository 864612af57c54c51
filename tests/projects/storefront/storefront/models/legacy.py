"""The shop before this one: a SQLAlchemy with a class of its own for models."""
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(DeclarativeBase, MappedAsDataclass):
    """The base of the old models."""


legacy_db = SQLAlchemy(model_class=Base, disable_autonaming=False)


class OldOrder(legacy_db.Model):
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    customer: Mapped[str] = mapped_column(String(100))
    remark: Mapped[str | None] = mapped_column(default=None)

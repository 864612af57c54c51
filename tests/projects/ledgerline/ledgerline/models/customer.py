from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import relationship, validates
from sqlalchemy.sql import expression

from ..database import Base
from .mixins import OwnedMixin, TableNameMixin, TimestampMixin


class Customer(TimestampMixin, TableNameMixin, Base):
    """A firm whose books are kept here."""

    id = Column(Integer, primary_key=True)
    email = Column(String(320), unique=True, index=True, nullable=False)
    name = Column("display_name", String(120), nullable=False, server_default="")
    vat_number = Column(String(20), unique=True)
    active = Column(Boolean, nullable=False, server_default=expression.true())
    seats = Column(Integer, server_default=text("1"), nullable=False)
    quota = Column(BigInteger, default=10)
    notes = Column(Text, comment="Free words of the support team")

    accounts = relationship("Account", back_populates="customer")

    @validates("email")
    def lower_email(self, key, value):
        return value.lower()

    @property
    def title(self):
        return self.name or self.email


class Label(OwnedMixin, TableNameMixin, Base):
    __table_args__ = (
        UniqueConstraint("customer_id", "word"),
        {"comment": "Words that a customer sorts accounts by"},
    )

    id = Column(Integer, primary_key=True, autoincrement=True)
    word = Column(String(40), nullable=False)
    colour = Column(String(7), server_default="#888888")

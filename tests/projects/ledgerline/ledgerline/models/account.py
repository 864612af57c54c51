import enum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import backref, relationship

from ..database import Base, metadata
from .mixins import OwnedMixin, TimestampMixin


class AccountKind(enum.Enum):
    asset = "A"
    liability = "L"
    income = "I"
    expense = "E"


account_labels = Table(
    "account_labels",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("label_id", Integer, ForeignKey("labels.id"), primary_key=True, index=True),
)


class Account(Base, OwnedMixin, TimestampMixin):
    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("customer_id", "code", name="uq_accounts_customer_code"),
        CheckConstraint("balance >= overdraft", name="balance_over_limit"),
        Index("ix_accounts_open", "customer_id", "kind", postgresql_where=text("closed_on IS NULL")),
    )

    id = Column(Integer, primary_key=True)
    code = Column(String(12), nullable=False)
    kind = Column(Enum(AccountKind), nullable=False)
    currency = Column(Enum("EUR", "USD", "GBP", name="currency"), server_default="EUR")
    state = Column(Enum("open", "frozen", "closed", name="state", native_enum=False, length=10))
    balance = Column(Numeric(14, 2), nullable=False, server_default="0")
    overdraft = Column(Numeric(precision=14, scale=2), nullable=False, server_default="0")
    closed_on = Column("closed_on", String)
    parent_id = Column(Integer, ForeignKey("accounts.id"))

    customer = relationship("Customer", back_populates="accounts")
    labels = relationship("Label", secondary=account_labels)
    children = relationship("Account", backref=backref("parent", remote_side=[id]))


Index("ix_accounts_code_pattern", Account.code, postgresql_ops={"code": "text_pattern_ops"})

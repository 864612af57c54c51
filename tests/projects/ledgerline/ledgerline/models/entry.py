from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Numeric,
    Sequence,
    SmallInteger,
    String,
    Time,
    Unicode,
    func,
)
from sqlalchemy.schema import DDL, FetchedValue
from sqlalchemy import event

from ..database import Base

invoice_number = Sequence("invoice_number", start=1000, increment=5, metadata=Base.metadata)


class Invoice(Base):
    __tablename__ = "invoices"

    year = Column(SmallInteger, primary_key=True, autoincrement=False)
    number = Column(
        Integer, invoice_number, server_default=invoice_number.next_value(), primary_key=True
    )
    issued_on = Column(Date, server_default=func.current_date())
    due_at = Column(Time)
    rate = Column(Float, server_default="1.5")
    document = Column(LargeBinary)
    details = Column(JSON)


class Entry(Base):
    __tablename__ = "entries"

    id = Column(Integer, Sequence("entry_id_seq"), primary_key=True)
    account_id = Column(
        Integer,
        ForeignKey("accounts.id", name="fk_entry_account", onupdate="CASCADE", ondelete="RESTRICT"),
        nullable=False,
    )
    invoice_year = Column(SmallInteger)
    invoice_number = Column(Integer)
    amount = Column(Numeric(14, 2), nullable=False)
    text = Column(Unicode(200))
    balance_after = Column(Numeric(14, 2), FetchedValue())

    __table_args__ = (
        ForeignKeyConstraint(
            ["invoice_year", "invoice_number"],
            ["invoices.year", "invoices.number"],
            name="fk_entries_invoice",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


class AuditRecord(Base):
    """Who did what: kept in a schema of its own."""

    __tablename__ = "records"
    __table_args__ = {"schema": "audit", "comment": "Never deleted"}

    id = Column(Integer, primary_key=True)
    entry_id = Column(Integer, ForeignKey(Entry.id), index=True)
    actor = Column(String(80), index=True)
    at = Column(DateTime, server_default=func.now(), nullable=False)


event.listen(
    Entry.__table__,
    "after_create",
    DDL("ALTER TABLE entries ALTER COLUMN amount SET STATISTICS 100"),
)

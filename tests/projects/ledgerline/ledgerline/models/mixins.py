from sqlalchemy import Column, DateTime, ForeignKey, Integer, func
from sqlalchemy.ext.declarative import declared_attr


class TimestampMixin(object):
    """When a row was made and last changed."""

    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    updated_at = Column(DateTime(timezone=True), onupdate=func.now())


class OwnedMixin(object):
    """Rows of one customer."""

    @declared_attr
    def customer_id(cls):
        return Column(
            Integer, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True
        )


class TableNameMixin(object):
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"

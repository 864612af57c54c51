from decimal import Decimal

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from ..extensions import db


class CRUDMixin:
    """What every model can do; makes no columns."""

    def save(self, commit=True):
        db.session.add(self)
        return commit and db.session.commit()


class PkModel(CRUDMixin, db.Model):
    __abstract__ = True

    id = db.Column(db.Integer, primary_key=True)

    @classmethod
    def get_by_id(cls, record_id):
        return cls.query.get(int(record_id))


def reference_col(tablename, nullable=False, pk_name="id", foreign_key_kwargs=None, column_kwargs=None):
    """A column that refers to the key of a table."""
    return db.Column(
        db.ForeignKey(f"{tablename}.{pk_name}", **(foreign_key_kwargs or {})),
        nullable=nullable,
        **(column_kwargs or {}),
    )


class Category(PkModel):
    name = db.Column(db.String(64), unique=True, nullable=False)
    parent_id = reference_col("category", nullable=True, foreign_key_kwargs={"ondelete": "SET NULL"})
    products = db.relationship("Product", backref="category", lazy="dynamic")


class Product(PkModel):
    """Its table is `product`."""

    sku = db.Column(db.CHAR(8), unique=True, index=True, nullable=False)
    title = db.Column(db.Unicode(200), nullable=False)
    price: Mapped[Decimal] = mapped_column(db.Numeric(10, 2))
    stock: Mapped[int] = mapped_column(server_default=db.text("0"))
    attributes = db.Column(JSONB, default=dict)
    category_id = reference_col("category", column_kwargs={"index": True})
    added = db.Column(db.DateTime, server_default=db.func.now())
    kind = db.Column(db.Enum("book", "toy", name="product_kind"))

    __table_args__ = (db.CheckConstraint("price >= 0", name="price_not_negative"),)

    @hybrid_property
    def sold_out(self):
        return self.stock == 0


product_tags = db.Table(
    "product_tags",
    db.Column("product_id", db.Integer, db.ForeignKey("product.id"), primary_key=True),
    db.Column("tag", db.String(30), primary_key=True),
)


class OrderLine(PkModel):
    """Its table is `order_line`."""

    product_id = reference_col("product")
    quantity = db.Column(db.SmallInteger, nullable=False, server_default="1")


class HTTPCacheEntry(PkModel):
    """Its table is `http_cache_entry`."""

    key = db.Column("cache_key", db.LargeBinary(32), unique=True)


class GiftProduct(Product):
    """In the table of products: it has no key of its own."""

    wrapping = db.Column(db.String(20))

"""What is counted, in the database of the bind key `metrics`."""
from ..extensions import db


class MetricsModel(db.Model):
    __abstract__ = True
    __bind_key__ = "metrics"


class PageView(MetricsModel):
    id = db.Column(db.BigInteger, primary_key=True)
    path = db.Column(db.Text, index=True)
    product_id = db.Column(db.Integer, comment="Reference to product.id in the main database")


class Visitor(db.Model):
    __bind_key__ = "metrics"
    __tablename__ = "visitors"
    id = db.Column(db.Uuid, primary_key=True)
    seen = db.Column(db.DateTime(timezone=True))


visits = db.Table(
    "visits",
    db.Column("view_id", db.ForeignKey("page_view.id")),
    db.Column("visitor_id", db.ForeignKey("visitors.id")),
    bind_key="metrics",
)

import os


class Config:
    SQLALCHEMY_DATABASE_URI = os.environ.get("SQLALCHEMY_DATABASE_URI", "postgresql:///storefront")
    SQLALCHEMY_BINDS = {
        "metrics": os.environ.get("METRICS_DATABASE_URI", "postgresql:///storefront_metrics"),
    }
    SQLALCHEMY_TRACK_MODIFICATIONS = False

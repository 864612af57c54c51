from . import catalogue, metrics  # noqa: F401
from .catalogue import OrderLine, Product

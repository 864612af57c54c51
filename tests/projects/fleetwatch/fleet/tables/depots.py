"""Tables without classes, made in a loop."""
from sqlalchemy import Column, ForeignKey, Integer, String, Table

from ..registry import mapper_registry

REGIONS = ("north", "south")

depots = {
    region: Table(
        f"depot_{region}",
        mapper_registry.metadata,
        Column("id", Integer, primary_key=True),
        Column("town", String(50), nullable=False, index=True),
        Column("vehicle_id", ForeignKey("vehicle.id")),
    )
    for region in REGIONS
}

"""Another metadata: tables of the same name that live elsewhere."""
import uuid

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.orm import Mapped, declarative_base, mapped_column

metadata = MetaData()
ArchiveBase = declarative_base(metadata=metadata, name="ArchiveBase")


class Person(ArchiveBase):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Mirror(ArchiveBase):
    """The annotation says UUID, but a key without a type of its own takes that of its target."""

    __tablename__ = "mirror"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


copies = [
    Person.__table__.to_metadata(metadata, name=f"person_{year}") for year in (2022, 2023)
]
log = Table("log", metadata, *(Column(f"field_{n}", String(n * 10)) for n in range(1, 4)))
log.append_column(Column("id", Integer, primary_key=True))

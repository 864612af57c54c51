"""Another metadata: tables of the same name that live elsewhere."""
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import declarative_base

metadata = MetaData()
ArchiveBase = declarative_base(metadata=metadata, name="ArchiveBase")


class Person(ArchiveBase):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    name = Column(String)


copies = [
    Person.__table__.to_metadata(metadata, name=f"person_{year}") for year in (2022, 2023)
]
log = Table("log", metadata, *(Column(f"field_{n}", String(n * 10)) for n in range(1, 4)))
log.append_column(Column("id", Integer, primary_key=True))

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a project of so many models, one in a module, as applications have them. */
export async function writeProject(folder: string, models: number): Promise<void> {
  const package_ = join(folder, 'shop')
  await mkdir(join(package_, 'models'), { recursive: true })
  const names = Array.from({ length: models }, (_, index) => `item_${index}`)
  const imports = names.map((name) => `from shop.models.${name} import ${className(name)}\n`)
  await writeFile(join(package_, '__init__.py'), '')
  await writeFile(join(package_, 'base.py'), base)
  await writeFile(join(package_, 'models/__init__.py'), imports.join(''))
  for (const [index, name] of names.entries()) {
    const target = names[Math.floor(index / 2)] ?? name
    await writeFile(join(package_, `models/${name}.py`), model(name, target))
  }
}

function className(name: string): string {
  return `Item${name.slice('item_'.length)}`
}

const base = `import datetime
import uuid
from sqlalchemy import DateTime, MetaData, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    })


class Stamped:
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    created_at: Mapped[datetime.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )

    @declared_attr
    def updated_at(cls) -> Mapped[datetime.datetime | None]:
        return mapped_column(DateTime(timezone=True), onupdate=func.now())
`

function model(name: string, target: string): string {
  return `from __future__ import annotations

import enum
import uuid
from decimal import Decimal
from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shop.base import Base, Stamped


class ${className(name)}State(enum.Enum):
    OPEN = "open"
    CLOSED = "closed"


class ${className(name)}(Stamped, Base):
    """One of many."""

    __tablename__ = "${name}"
    __table_args__ = (
        UniqueConstraint("name", "parent_id", name="${name}_name_of_parent"),
        CheckConstraint("price >= 0", name="price"),
        Index("ix_${name}_open", "name", postgresql_where=text("state = 'OPEN'")),
    )

    name: Mapped[str] = mapped_column(String(120), index=True)
    code: Mapped[str | None] = mapped_column(String(20), unique=True)
    state: Mapped[${className(name)}State] = mapped_column(Enum(${className(name)}State, name="${name}_state"))
    price: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    tags: Mapped[list[str]] = mapped_column(ARRAY(String(30)), server_default="{}")
    facts: Mapped[dict | None] = mapped_column(JSONB)
    count: Mapped[int] = mapped_column(default=0)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("${target}.id", ondelete="SET NULL"))

    @property
    def label(self) -> str:
        return f"{self.code}: {self.name}"

    def close(self) -> None:
        if self.state is ${className(name)}State.CLOSED:
            raise ValueError("it is closed")
        self.state = ${className(name)}State.CLOSED
`
}

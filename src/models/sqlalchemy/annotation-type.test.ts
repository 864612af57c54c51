import { expect, test } from 'vitest'
import { declared, mappedHead } from '../../../tests/support/declared-models.ts'

test.each([
  ['Mapped[int]', 'INTEGER not null'],
  ['Mapped[Optional[str]]', 'VARCHAR'],
  ['Mapped[str | None]', 'VARCHAR'],
  ['Mapped["str | None"]', 'VARCHAR'],
  ['Mapped[datetime.datetime]', 'TIMESTAMP WITHOUT TIME ZONE not null'],
  ['Mapped[decimal.Decimal]', 'NUMERIC not null'],
  ['Mapped[uuid.UUID]', 'UUID not null'],
  ['Mapped[bytes] = mapped_column(nullable=True)', 'BYTEA'],
  ['Mapped[Annotated[str, mapped_column(String(9))]]', 'VARCHAR(9) not null'],
  ['Mapped[Literal["a", "bcd"]]', 'VARCHAR(3) not null'],
  ['Mapped[Name]', 'VARCHAR(30) not null'],
  ['Mapped[int] = mapped_column(BigInteger)', 'BIGINT not null'],
])('%s', async (annotation, column) => {
  const { sql, gaps } = await declared(`${mappedHead}
Name = Annotated[str, "name"]
Base.registry.type_annotation_map
class Own(DeclarativeBase):
    type_annotation_map = {Name: String(30)}
class T(Own):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    c: ${annotation}
`)
  expect(gaps).toEqual([])
  expect(sql).toEqual([`create table t (id SERIAL not null, c ${column}, primary key (id))`])
})

test('an attribute that is called like its type does not stand for it', async () => {
  const { sql, gaps } = await declared(`${mappedHead}
from datetime import date
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[date | None]
    date: Mapped[date]
`)
  expect(gaps).toEqual([])
  expect(sql).toEqual([
    'create table t (id SERIAL not null, until DATE, date DATE not null, primary key (id))',
  ])
})

test('a type of Python without one of SQL is a gap', async () => {
  const { gaps } = await declared(`${mappedHead}
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    c: Mapped[set]
`)
  expect(gaps).toEqual(['t.c: no SQL type is known for this annotation'])
})

test('a class of another package says whether it may be null, though not what it is', async () => {
  const { sql, gaps } = await declared(`${mappedHead}
from elsewhere import Address
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[Address] = mapped_column(Text)
    b: Mapped[Address | None] = mapped_column(Text)
    c: Mapped[Optional[Address]] = mapped_column(Text)
    d: Mapped[Address | None]
`)
  expect(sql).toEqual([
    'create table t (id SERIAL not null, a TEXT not null, b TEXT, c TEXT, primary key (id))',
  ])
  expect(gaps).toEqual([
    't.a: module "elsewhere" is not part of the project',
    't.d: module "elsewhere" is not part of the project',
  ])
})

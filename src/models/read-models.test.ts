import { expect, test } from 'vitest'
import { declared, mappedHead } from '../../tests/support/declared-models.ts'

const head = `${mappedHead}
from elsewhere import engine, add_tables
from sqlalchemy.ext.automap import automap_base
from sqlalchemy_continuum import make_versioned
metadata = MetaData()
`

test.each([
  [
    'Table("t", metadata, autoload_with=engine)',
    /^t: the columns of this table are read from a live/,
  ],
  ['Table("t", metadata, autoload=True)', /^t: the columns of this table are read from a live/],
  ['Auto = automap_base()', /^: automap declares classes from a live database/],
  ['metadata.reflect(engine)', /^: tables of this metadata are read from a live database/],
  ['add_tables(metadata)', /^: what is given this metadata may add to it: module "elsewhere"/],
  ['make_versioned(user_cls=None)', /^: tables of versions are made by sqlalchemy-continuum/],
  ['event.listen(Base, "mapper_configured", print)', /^: what runs at "mapper_configured" is not/],
])('%s is a gap', async (text, reason) => {
  const { gaps } = await declared(head + text)
  expect(gaps.some((gap) => reason.test(gap))).toBe(true)
})

test('a table prefix that is not known leaves no table under a wrong name', async () => {
  const { sql, gaps } = await declared(`${head}
class Own(DeclarativeBase):
    def __init_subclass__(cls):
        cls.__tablename__ = f"{engine.prefix}{cls.__tablename__}"
        super().__init_subclass__()
class Mixin:
    id: Mapped[int] = mapped_column(primary_key=True)
class User(Mixin, Own):
    __tablename__ = "users"
`)
  expect(sql).toEqual([])
  expect(gaps).toContain('User: module "elsewhere" is not part of the project')
})

test('a subclass of the extension of Flask-SQLAlchemy is one', async () => {
  const { sql } = await declared(`
from flask_sqlalchemy import SQLAlchemy as Original
class SQLAlchemy(Original):
    pass
db = SQLAlchemy()
class HTTPLog(db.Model):
    id = db.Column(db.Integer, primary_key=True)
`)
  expect(sql).toEqual(['create table http_log (id SERIAL not null, primary key (id))'])
})

test('methods of the class that a declarative base is like are bound to the classes that inherit it', async () => {
  const { sql, gaps } = await declared(`${head}
from sqlalchemy.orm import declarative_base
class Like:
    @classmethod
    def label(cls, end):
        return cls.__name__.lower() + end
Base = declarative_base(cls=Like)
class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
Table(User.label("_notes"), metadata, Column("a", Integer))
`)
  expect(gaps).toEqual([])
  expect(sql.join('\n')).toContain('create table user_notes')
})

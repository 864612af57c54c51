import { expect, test } from 'vitest'
import { alembicIni, revisionFile } from '../support/alembic-place.ts'
import { auditedFolder, saidBy } from '../support/audited-folder.ts'
import { environment } from '../support/discovered-folder.ts'

const add = (table: string): string =>
  `op.add_column("${table}", sa.Column("colour", sa.Text))\nop.drop_index("ix_${table}")`

const model = (name: string): string => `
class ${name}(Base):
    __tablename__ = "${name.toLowerCase()}s"
    id = sa.Column(sa.Integer, primary_key=True)
    first = sa.Column(WORD)
    second = sa.Column(WORD)
`

test('what a history lacks is one line and one note, and so is what one line of Python makes unknown', async () => {
  const report = await auditedFolder({
    'requirements.txt': 'sqlalchemy\n',
    'alembic.ini': alembicIni,
    'migrations/env.py': environment('from sqlalchemy import engine_from_config', 'None'),
    'migrations/versions/a.py': revisionFile('a', { up: add('notes') }),
    'migrations/versions/b.py': revisionFile('b', { after: 'a', up: add('marks') }),
    'migrations/versions/c.py': revisionFile('c', {
      after: 'b',
      up: 'op.drop_table(WORD)',
      head: words,
    }),
    'migrations/versions/d.py': revisionFile('d', {
      after: 'c',
      up: 'op.drop_table(WORD)',
      head: words,
    }),
    'app/__init__.py': '',
    'app/words.py': 'from elsewhere import word\nWORD = word\n',
    'app/models.py': `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base
from app.words import WORD

Base = declarative_base()
${model('Note')}${model('Mark')}`,
  })
  const notes = report.databases[0]?.notes ?? []
  expect(notes.filter((one) => /no revision makes|not read/.test(one))).toEqual([
    'c and d were not read whole: app/words.py:1:1: module "elsewhere" is not part of the project',
    'a and b need 2 relations that no revision makes (notes and marks): first migrations/versions/a.py:11:5',
    '2 statements of a and b follow from what was not read or is not there: first migrations/versions/a.py:12:5: index "ix_notes" does not exist',
    'models notes.first, notes.second, marks.first and 1 more were not read whole: app/words.py:1:1: module "elsewhere" is not part of the project',
  ])
  expect(saidBy(report, 'model-without-table')).toEqual([
    'note model-without-table: 2 tables (public.marks and public.notes) are in the models, not in the migrations. What the migrations make of it is not known: a and b need what no revision makes.',
  ])
})

const words = 'from app.words import WORD\n'

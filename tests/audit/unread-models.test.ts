import { expect, test } from 'vitest'
import { alembicIni, revisionFile } from '../support/alembic-place.ts'
import { auditedFolder, saidBy } from '../support/audited-folder.ts'
import { environment } from '../support/discovered-folder.ts'

test('a foreign key to a table whose model could not be read is not told to be missing', async () => {
  const key = 'sa.Column("account_id", sa.Integer, sa.ForeignKey("accounts.id"))'
  const report = await auditedFolder({
    'requirements.txt': 'sqlalchemy\n',
    'alembic.ini': alembicIni,
    'migrations/env.py': environment(
      'from sqlalchemy import engine_from_config\nfrom app.models import Base',
      'Base.metadata',
    ),
    'migrations/versions/a.py': revisionFile('a', {
      up: `op.create_table("accounts", sa.Column("id", sa.Integer, primary_key=True))
op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True), ${key})`,
      down: 'op.drop_table("notes")\nop.drop_table("accounts")',
    }),
    'app/__init__.py': '',
    'app/models.py': `import sqlalchemy as sa
from elsewhere import account_model
from sqlalchemy.orm import declarative_base

Base = declarative_base()
Account = account_model(Base)

notes = sa.Table("notes", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), ${key})
`,
  })
  expect(saidBy(report, 'constraint-differs', 'foreign-key-to-nothing')).toEqual([])
  expect(saidBy(report, 'table-without-model', 'autogenerate-drops')).toHaveLength(1)
})

test('what was given the metadata may have added an index or a key, and no column', async () => {
  const id = 'sa.Column("id", sa.Integer, primary_key=True)'
  const report = await auditedFolder({
    'requirements.txt': 'sqlalchemy\n',
    'alembic.ini': alembicIni,
    'migrations/env.py': environment(
      'from sqlalchemy import engine_from_config\nfrom app.models import Base',
      'Base.metadata',
    ),
    'migrations/versions/a.py': revisionFile('a', {
      up: `op.create_table("notes", ${id}, sa.Column("body", sa.Text), sa.Column("more", sa.Text), sa.UniqueConstraint("body"))
op.create_index("ix_notes_body", "notes", ["body"])`,
      down: 'op.drop_table("notes")',
    }),
    'app/__init__.py': '',
    'app/models.py': `import sqlalchemy as sa
from elsewhere import make_searchable
from sqlalchemy.orm import declarative_base

Base = declarative_base()
notes = sa.Table("notes", Base.metadata, ${id}, sa.Column("body", sa.Text))
make_searchable(Base.metadata)
`,
  })
  expect(saidBy(report, 'constraint-differs', 'index-differs')).toEqual([])
  expect(saidBy(report, 'column-without-model')).toHaveLength(1)
})

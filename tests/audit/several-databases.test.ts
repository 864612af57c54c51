import { expect, test } from 'vitest'
import { revisionFile } from '../support/alembic-place.ts'
import { auditedFolder, saidBy } from '../support/audited-folder.ts'
import { environment } from '../support/discovered-folder.ts'

/** One database of an application: a base, an ini file and a history that makes one table. */
function place(name: string, nullable: boolean): Readonly<Record<string, string>> {
  const column = (more: string): string => `sa.Column("note", sa.Text${more})`
  return {
    [`${name}.ini`]: `[alembic]\nscript_location = migrations/${name}\n`,
    [`migrations/${name}/env.py`]: environment(`from app.${name} import Base`, 'Base.metadata'),
    [`migrations/${name}/versions/1.py`]: revisionFile(`${name}1`, {
      up: `op.create_table("${name}s", sa.Column("id", sa.Integer, primary_key=True), ${column(', nullable=False')})`,
      down: `op.drop_table("${name}s")`,
    }),
    [`app/${name}.py`]: `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class ${name.charAt(0).toUpperCase()}${name.slice(1)}(Base):
    __tablename__ = "${name}s"
    id = sa.Column(sa.Integer, primary_key=True)
    note = sa.Column(sa.Text, nullable=${nullable ? 'True' : 'False'})
`,
  }
}

const two = {
  'requirements.txt': 'sqlalchemy\n',
  'app/__init__.py': '',
  ...place('auth', true),
  ...place('billing', true),
}

test('what makes or stamps tables is held against the database that it belongs to', async () => {
  const report = await auditedFolder({
    ...two,
    'app/main.py': `from alembic import command
from alembic.config import Config
from app.billing import Base

Base.metadata.create_all(engine)
command.stamp(Config("auth.ini"), "head")
`,
  })
  expect(saidBy(report, 'two-births', 'made-beside-history')).toEqual([
    'warning made-beside-history: 1 file (app/main.py) records revisions without running them, beside the migrations of auth.',
    'warning made-beside-history: 1 file (app/main.py) makes tables with create_all, beside the migrations of billing.',
    'warning two-births: a database billing that create_all makes is not the one that the migrations make: 1 object differs (public.billings.note).',
  ])
})

test('what belongs to a database that cannot be told is a note with its place', async () => {
  const report = await auditedFolder({
    ...two,
    'app/start.py': 'def start(tables, engine):\n    tables.create_all(engine)\n',
  })
  expect(saidBy(report, 'two-births', 'made-beside-history')).toEqual([
    'note made-beside-history: 1 file (app/start.py) makes tables with create_all, in a database that cannot be told (auth and billing).',
  ])
  const found = report.findings.find(({ rule }) => rule === 'made-beside-history')
  expect(found?.subjects).toEqual([{ kind: 'file', database: null, file: 'app/start.py' }])
  expect(found?.evidence).toEqual([
    {
      witness: 'code',
      subject: 'app/start.py',
      says: 'tables.create_all(engine): what tables is was not found, and its engine names none',
      at: { file: 'app/start.py', line: 2, column: 5 },
    },
  ])
})

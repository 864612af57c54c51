import { expect, test } from 'vitest'
import { alembicIni, revisionFile } from '../support/alembic-place.ts'
import { auditedFolder, saidBy } from '../support/audited-folder.ts'
import { testDatabase } from '../support/test-database.ts'
import { environment } from '../support/discovered-folder.ts'

const column = 'sa.Column("colour", sa.Text)'
const table = (name: string, more = ''): string =>
  `sa.Table("${name}", Base.metadata, sa.Column("id", sa.Integer, primary_key=True)${more})\n`

const project = {
  'requirements.txt': 'sqlalchemy\n',
  'alembic.ini': alembicIni,
  'migrations/env.py': environment(
    'from sqlalchemy import engine_from_config\nfrom app.models import Base',
    'Base.metadata',
  ),
  'migrations/versions/a.py': revisionFile('a', {
    up: `for name in ["mails", "users"]:
    op.create_table(name, sa.Column("id", sa.Integer, primary_key=True))`,
    down: 'op.drop_table("mails")\nop.drop_table("users")',
  }),
  'app/__init__.py': '',
  'app/models.py': `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()
${table('mails', `, ${column}, sa.Column("draft_id", sa.Integer, sa.ForeignKey("drafts.id"))`)}${table('users', `, ${column}`)}`,
}

const plugin = `import sqlalchemy as sa
revision = "b1"
down_revision = None

def upgrade(op=None):
    op.create_table("drafts", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("mails", ${column})
`

const rule = 'model-column-without-column'

test('what a revision of no history names is no contradiction between code and history', async () => {
  const report = await auditedFolder({ ...project, 'plugins/mail/migrations/b1.py': plugin })
  expect(saidBy(report, rule, 'foreign-key-to-nothing')).toEqual([
    `error ${rule}: column public.users.colour is in the models, not in the migrations.`,
    `note ${rule}: 2 columns (public.mails.colour and public.mails.draft_id) are in the models, not in the migrations. What the migrations make of it is not known: b1 may change it, and is in no history.`,
  ])
  const note = report.findings.find((one) => one.rule === rule && one.severity === 'note')
  expect(note?.culprit).toBeNull()
  expect(note?.evidence.find(({ witness }) => witness === 'history')).toMatchObject({
    says: 'unknown: in no history (no configuration of Alembic leads there)',
    at: { file: 'plugins/mail/migrations/b1.py', line: 5 },
  })
  expect(report.databases[0]?.notes.join('\n')).not.toContain('b1')
})

test('without it they are errors', async () => {
  expect(saidBy(await auditedFolder(project), rule, 'foreign-key-to-nothing')).toEqual([
    expect.stringContaining('error foreign-key-to-nothing'),
    expect.stringContaining(`error ${rule}: 2 columns`),
    expect.stringContaining(`error ${rule}: column public.users.colour`),
  ])
})

test('what a database has of it was done by nobody that is known', async () => {
  const database = await testDatabase()
  await database.run(
    `create table users (id serial primary key, colour text);
     create table drafts (id serial primary key);
     create table mails (id serial primary key, colour text, draft_id int references drafts);
     create table alembic_version (version_num varchar(32) primary key);
     insert into alembic_version values ('a');`,
  )
  const files = { ...project, 'plugins/mail/migrations/b1.py': plugin }
  const report = await auditedFolder(files, [`main=${database.url}`])
  const unknown =
    'What the migrations make of it is not known: b1 may change it, and is in no history.'
  expect(saidBy(report)).toEqual([
    'warning column-unexpected: column public.users.colour is in the models and the database, not in the migrations.',
    `note column-unexpected: 2 columns (public.mails.colour and public.mails.draft_id) are in the models and the database, not in the migrations. ${unknown}`,
    `note constraint-differs: foreign key public.mails.mails_draft_id_fkey is in the database, not in the models and the migrations. ${unknown}`,
    `note table-unexpected: table public.drafts is in the database, not in the models and the migrations. ${unknown}`,
  ])
})

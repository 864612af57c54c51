import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { revisionFile } from '../support/alembic-place.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'

const files = {
  'alembic.ini': '[alembic]\nscript_location = %(here)s/migrations\n',
  'migrations/env.py': `
from alembic import context
from app import Base

context.configure(url="postgresql://localhost/app", target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
`,
  'migrations/versions/a1.py': revisionFile('a1', {
    head: 'import sqlalchemy as sa\nfrom alembic import op',
    up: `op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("email", sa.String(200), nullable=False))`,
  }),
  'migrations/versions/b2.py': revisionFile('b2', {
    after: 'a1',
    head: 'from alembic import op\nimport requests',
    up: `op.create_index("users_email", "users", ["email"], unique=True)
op.execute(requests.get("https://example.org").text)`,
  }),
  'app.py': `
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
`,
}

const live = migration(`create table users (id serial primary key, email varchar(255) not null);
  create table alembic_version (version_num varchar(32) primary key);`)

async function project(more: Readonly<Record<string, string>> = {}): Promise<TestApplication> {
  const models = [{ reader: 'sqlalchemy', files: ['app.py'], database: 'shop' }]
  const settings = { models, ...nativeShadow() }
  const app = await testApplication({ shop: {} }, { 'shop/001_live.sql': live }, settings)
  for (const [path, text] of Object.entries({ ...files, ...more })) {
    const file = join(app.folder, 'backend', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  await writeFile(join(app.folder, 'app.py'), files['app.py'])
  return app
}

describe('an Alembic history', () => {
  test('is compared with models, and says how much of it was read', async () => {
    const app = await project()
    const { code, stdout } = await app.cli('diff', 'alembic:backend', 'models:shop')
    expect(code).toBe(1)
    expect(stdout).toContain('2 revisions: 1 read whole, 1 in part; --gaps lists what was not read')
    expect(stdout).toContain('character varying(200)')
    expect(stdout).toContain('users_email')
    expect(stdout).not.toContain('alembic_version')
    const gaps = await app.cli('diff', 'alembic:backend', 'models:shop', '--gaps')
    expect(gaps.stdout).toMatch(/backend\/migrations\/versions\/b2\.py:\d+:\d+: b2: not read: /)
  })

  test('is known up to a revision, and by its ini file', async () => {
    const app = await project()
    const { stdout } = await app.cli('diff', 'alembic:backend/alembic.ini@a1', 'models:shop')
    expect(stdout).not.toContain('users_email')
    expect(stdout).toContain('1 revision: 1 read whole')
  })

  test('does not take its table of versions for one that is to go', async () => {
    const app = await project()
    const { stdout } = await app.cli('plan', 'history:shop', 'alembic:backend@a1')
    expect(stdout).toContain("public.alembic_version: Alembic's own, left out")
    expect(stdout).not.toContain('drop table')
    expect(stdout).toContain('character varying(200)')
  })

  test.each([
    ['alembic:nowhere', /alembic\.ini/],
    ['alembic:backend@zz', /There is no revision "zz"/],
  ])('%s is told in one sentence', async (name, words) => {
    const app = await project()
    const { code, stderr } = await app.cli('diff', name, 'models:shop')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: /)
    expect(stderr).toMatch(words)
  })

  test('with files that do not parse and links that are broken goes on, and says so', async () => {
    const app = await project({
      'migrations/versions/c3.py': 'def upgrade(:\n',
      'migrations/versions/d4.py': revisionFile('d4', { after: 'x9' }),
    })
    const { stdout } = await app.cli('diff', 'alembic:backend', 'models:shop')
    expect(stdout).toMatch(/backend\/migrations\/versions\/c3\.py:1:\d+: /)
    expect(stdout).toMatch(/backend\/migrations\/versions\/d4\.py:\d+:\d+: .*"x9"/)
  })
})

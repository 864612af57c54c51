import { expect, test } from 'vitest'
import { alembicApplication, alembicProject, branch } from '../support/alembic-application.ts'

const project = alembicProject({
  a1: {
    labels: ['auth'],
    up: 'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))',
    down: 'op.drop_table("users")',
  },
  a2: {
    after: 'a1',
    up: [
      'op.add_column("users", sa.Column("name", sa.Text()))',
      'with op.get_context().autocommit_block():',
      '    op.create_index("users_name", "users", ["name"], postgresql_concurrently=True)',
    ].join('\n'),
    down: 'op.drop_column("users", "name")',
  },
  s1: { labels: ['specs'], head: 'import requests', up: 'op.execute(requests.get("x").text)' },
})

test('an embedded database goes up a branch of Alembic, and every command knows where it stands', async () => {
  const { cli } = await alembicApplication({ auth: { migrations: branch('auth') } }, project)
  const script = await cli('up', '--dry-run')
  expect(script.stdout).toContain(`
alter table users add column name TEXT;
commit;
create index concurrently users_name on users (name);
begin; set local lock_timeout = 3000;
update alembic_version set version_num = 'a2' where version_num = 'a1';
commit;
`)
  const applied = await cli('up')
  expect(applied).toMatchObject({ code: 0, stdout: 'auth  2 applied, at a2\n' })
  const verified = await cli('verify')
  expect(verified).toMatchObject({
    code: 0,
    stdout: 'auth  verified: it is what its 2 migrations make\n',
  })
  const shown = await cli('history', 'show', 'auth/a2')
  expect(shown.stdout).toBe(`-- database auth: a2
-- a2
-- backend/migrations/versions/a2.py
-- up
begin;
-- backend/migrations/versions/a2.py:13:5
alter table users add column name TEXT;
commit;
-- backend/migrations/versions/a2.py:15:9
create index concurrently users_name on users (name);
-- down
begin;
-- backend/migrations/versions/a2.py:19:5
alter table users drop column name;
commit;
`)
  expect((await cli('down')).stdout).toBe('auth  1 taken back, at a1, 1 pending\n')
})

test('what cannot be run without Python is refused with 2, the place and the command, and listed', async () => {
  const { cli } = await alembicApplication({ specs: { migrations: branch('specs') } }, project)
  const refused = await cli('up')
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('at backend/migrations/versions/s1.py:5:1')
  expect(refused.stderr).toContain('cd backend && alembic upgrade specs@head')
  const { stdout, code } = await cli('history', '--gaps')
  expect(code).toBe(0)
  expect(stdout).toContain('specs  1 migration: 0 read whole, 0 in part, 1 not at all')
  expect(stdout).toMatch(/backend\/migrations\/versions\/s1\.py:\d+:\d+: s1: not read: /)
  expect(stdout).toContain('    > 5 | import requests\n')
})

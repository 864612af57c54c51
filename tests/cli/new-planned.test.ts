import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nativeShadow, writeInto } from '../support/plan-place.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'

const first = `create table users (id bigint primary key, name text);
create view names as select id, name from users;
`
const second = `create type mood as enum ('calm', 'keen');
create table people (id bigint primary key, full_name text not null, mood mood default 'calm');
create view names as select id, full_name as name from people;
create index people_full_name on people (full_name);
`

async function run(application: TestApplication, ...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await application.cli(...words)
  expect({ words, code, stderr }).toMatchObject({ words, code: 0 })
  return stdout
}

test('migrations are planned from nothing and from each other, go up and all the way down', async () => {
  const application = await testApplication({ auth: {} }, {}, nativeShadow())
  await writeInto(application, { 'first.sql': first, 'second.sql': second })

  const made = await run(application, 'new', 'auth', 'first schema', '--to', 'first.sql', '--plain')
  expect(made).toBe('migrations/auth/001_first_schema.sql\n')
  const text = await readFile(join(application.folder, made.trim()), 'utf8')
  expect(text).toMatch(
    /^-- first schema\n-- migrate:up\n[^]*\ncreate view public\.names [^]*\n-- migrate:down\n[^]*drop table public\.users;\n/,
  )
  expect(text).toContain('-- data-loss: ')

  const names = ['users=people', 'users.name=full_name', 'users.users_pkey=people_pkey']
  const renames = names.flatMap((name) => ['--rename', `public.${name}`])
  const next = await run(application, 'new', 'auth', 'people', '--to', 'second.sql', ...renames)
  const online = await readFile(join(application.folder, next.trim()), 'utf8')
  expect(online).toContain('alter table public.users rename column name to full_name;')
  expect(online).toContain('alter table public.people rename column full_name to name;')
  expect(online).toContain('alter table public.people rename constraint people_pkey to users_pkey;')
  expect(online).toContain('-- migrate:up transaction:false\n')
  expect(online).not.toContain('drop table')

  expect(await run(application, 'up')).toBe('auth  2 applied, at 002_people\n')
  expect(await run(application, 'verify')).toMatch(/^auth /)
  const nothing = await application.cli('new', 'auth', 'more', '--to', 'second.sql')
  expect(nothing).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: The migrations of "auth" already make what "second.sql" says.\nhint: To write one by hand: elenchus new auth "<name>"\n',
  })
  expect(await run(application, 'down', '--all')).toBe('auth  2 taken back, empty, 2 pending\n')
  const snapshot = JSON.parse(await run(application, 'snapshot', '--only', 'auth')) as {
    catalogue: { tables: unknown[]; types: unknown[] }
  }
  expect(snapshot.catalogue).toMatchObject({ tables: [], types: [] })
})

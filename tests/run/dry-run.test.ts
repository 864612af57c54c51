import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { splitScript } from '../../src/sql/split-script.ts'
import { sessionAt } from '../support/catalogue-session.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

describe('up --dry-run', () => {
  test('prints SQL that does what up would have done, and changes nothing', async () => {
    const [dry, wet] = [await testDatabase(), await testDatabase()]
    const migrations = {
      'auth/001_a.sql': migration(`create table a (id int, word text default 'it''s; fine');`),
      'auth/002_b.sql': migration(
        'create index a_id on a (id);\n-- a comment\ninsert into a values (1)',
      ),
    }
    const application = await testApplication({ auth: { url: dry.url } }, migrations)
    const { code, stdout } = await application.cli('up', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('-- database auth: 001_a\n')
    expect(await dry.run(`select to_regnamespace('elenchus') as schema`)).toEqual([
      { schema: null },
    ])

    await wet.run(stdout)
    expect(await wet.run('select id, word from a')).toEqual([{ id: 1, word: "it's; fine" }])
    const other = await testApplication({ auth: { url: wet.url } }, migrations)
    expect(await other.cli('status', '--check')).toMatchObject({ code: 0 })
  })

  test('on an embedded database that is not there yet it makes none', async () => {
    const application = await testApplication(
      { auth: {} },
      { 'auth/001_a.sql': migration('create table a (id int);') },
    )
    const { code, stdout } = await application.cli('up', '--dry-run', '--format', 'json')
    expect(code).toBe(0)
    const { steps } = JSON.parse(stdout) as { steps: { kind: string; text?: string }[] }
    expect(steps.map(({ text }) => text)).toContain('create table a (id int)')
    expect(existsSync(join(application.folder, '.elenchus/auth'))).toBe(false)
  })

  test('shows how a stepwise migration is recorded on its way', async () => {
    const database = await testDatabase()
    const application = await testApplication(
      { auth: { url: database.url } },
      {
        'auth/001_a.sql': migration('create table a (id int);'),
        'auth/002_i.sql': stepwise('create index concurrently a_id on a (id);'),
      },
    )
    const { stdout } = await application.cli('up', '--dry-run')
    const afterwards = stdout.slice(stdout.indexOf('002_i'))
    expect(afterwards).toMatch(
      /'partial'[^]*create index concurrently a_id on a \(id\);[^]*'applied'/,
    )
  })

  test('shows each block of a migration as it is run: what it prints does what up does', async () => {
    const [dry, wet] = [await testDatabase(), await testDatabase()]
    const migrations = {
      'auth/001_blocks.sql': `-- migrate:up
create table a (id int);
insert into a values (1);
-- migrate:up transaction:false
create index concurrently a_id on a (id);
analyze a;
-- migrate:up
alter table a add column b int;
-- migrate:down
drop table a;
`,
    }
    const application = await testApplication({ auth: { url: dry.url } }, migrations)
    const { stdout } = await application.cli('up', '--dry-run')
    // The time that passed and the name of the run are never the same.
    const lasting = stdout
      .slice(stdout.indexOf('-- database auth'))
      .replaceAll(/^ {2}\d+, '[^']+'\)$/gm, "  0, 'release')")
    await expect(lasting).toMatchFileSnapshot('../golden/blocks-dry-run.sql')

    const session = await sessionAt(wet.url)
    for (const { text } of splitScript(stdout, 'dry-run.sql').statements) await session.run(text)
    const other = await testApplication({ auth: { url: wet.url } }, migrations)
    expect(await other.cli('status', '--check')).toMatchObject({ code: 0 })
    expect(await other.cli('verify')).toMatchObject({ code: 0 })
  })
})

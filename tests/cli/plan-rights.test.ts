import { describe, expect, test } from 'vitest'
import { nativeShadow, planPlace, writeInto } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'
import { serverUrl, testDatabase } from '../support/test-database.ts'

const tables = 'create table t (id int primary key, a int); create view v as select id, a from t;'
const wanted =
  'create table t (id int primary key, a bigint); create view v as select id, a from t;'

const makeRole = (role: string): string =>
  `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$;`

describe('elenchus plan and run', () => {
  test('keep the privileges of a view over an altered column', async () => {
    const { application, shop } = await planPlace(
      `${makeRole('"plan ""reader"""')} ${tables} grant select on v to "plan ""reader""" with grant option`,
      { 'wanted.sql': wanted },
    )
    const planned = await application.cli('plan', 'database:shop', 'wanted.sql', '--out', 'p.json')
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    expect(planned.stdout).toContain(
      'grant select on table public.v to "plan ""reader""" with grant option;',
    )
    const kinds = ['rewrite', 'blocks-reads', 'blocks-writes', 'long-scan', 'may-fail-on-data']
    const allowed = [...kinds, 'breaks-application', 'data-loss'].flatMap((kind) => [
      '--allow',
      kind,
    ])
    expect(await application.cli('run', 'p.json', ...allowed)).toMatchObject({ code: 0 })
    expect(
      await shop.run(
        `select has_table_privilege('plan "reader"', 'v', 'select with grant option') as may`,
      ),
    ).toEqual([{ may: true }])
  })

  test('say of a snapshot that it does not know who may use what is made anew', async () => {
    const { application } = await planPlace(tables, { 'wanted.sql': wanted })
    const snapshot = await application.cli('snapshot')
    await writeInto(application, { 'before.json': snapshot.stdout })
    const { code, stdout } = await application.cli('plan', 'before.json', 'wanted.sql')
    expect(code).toBe(0)
    expect(stdout).toContain(
      'before.json does not say who owns view public.v and who may use what is made anew: grant it again after the plan.',
    )
  })
})

describe('a role that the shadow lacks', () => {
  const policy = (role: string, using: string): string =>
    `create table docs (id int); create policy mine on docs to ${role} using (${using});`

  test('is made on the embedded engine, for policies, grants and owners', async () => {
    const application = await testApplication({ shop: {} })
    await writeInto(application, {
      'before.sql': `${tables} ${policy('"no such ""role"""', 'id > 0')}
        grant select on v to nobody_has_me; alter view v owner to me_neither;`,
      'after.sql': `${wanted} ${policy('"no such ""role"""', 'id > 1')}`,
    })
    const result = await application.cli('plan', 'before.sql', 'after.sql')
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.stdout).toContain('alter view public.v owner to me_neither;')
    expect(result.stdout).toContain('grant select on table public.v to nobody_has_me;')
    expect(result.stdout).toContain('using ((id > 1))')
  })

  test('is made on the embedded engine for a history, also within a transaction', async () => {
    const application = await testApplication(
      { shop: {} },
      {
        'shop/001_first.sql': `-- migrate:up\n${tables}\ngrant select on v to nobody_has_me;\n${policy('me_neither', 'true')}\n-- migrate:down\n`,
      },
    )
    await writeInto(application, { 'wanted.sql': `${wanted} ${policy('me_neither', 'true')}` })
    const result = await application.cli('new', 'shop', 'bigger a', '--to', 'wanted.sql')
    expect(result).toMatchObject({ code: 0, stderr: '' })
  })

  test('is never made on a server, and the way out is said', async () => {
    const { application } = await planPlace('', {
      'before.sql': tables,
      'after.sql': policy('"no such ""role"""', 'id > 1'),
    })
    const script = await application.cli('plan', 'before.sql', 'after.sql')
    expect(script).toMatchObject({ code: 2, stdout: '' })
    expect(script.stderr).toContain('role "no such "role"" does not exist')
    expect(script.stderr).toContain(
      'hint: Make it on the server of the shadow: create role "no such ""role""" nologin;',
    )
  })

  test.each([
    ['a policy', policy('"only ""here"""', 'id > 1')],
    ['a grant', `${tables} grant select (a) on v to "only ""here"""`],
    ['an owner', `${tables} alter view v owner to "only ""here"""`],
    [
      'default privileges',
      `${tables} alter default privileges grant select on tables to "only ""here"""`,
    ],
  ])('is asked for where %s of a live database names it', async (_title, script) => {
    const shop = await testDatabase(17)
    await shop.run(`${makeRole('"only ""here"""')} ${script}`)
    const application = await testApplication({ shop: { url: shop.url } }, {}, nativeShadow())
    await writeInto(application, { 'wanted.sql': wanted })
    expect(await application.cli('plan', 'database:shop', 'wanted.sql')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: The server of the shadow has no role "only "here"".
hint: Make it on the server of the shadow: create role "only ""here""" nologin;
`,
    })
  })

  test('is not asked for where the plan has nothing to do with it', async () => {
    const shop = await testDatabase(17)
    await shop.run(`${makeRole('"only ""here"""')} ${tables} create table u (id int);
      alter table u owner to "only ""here"""; grant select on t to "only ""here"""`)
    const application = await testApplication({ shop: { url: shop.url } }, {}, nativeShadow())
    await writeInto(application, { 'wanted.sql': `${wanted} create table u (id int, b int);` })
    const { code, stdout } = await application.cli('plan', 'database:shop', 'wanted.sql')
    expect(code).toBe(0)
    expect(stdout).not.toContain('only')
  })
})

test('a shadow whose role cannot give objects away says so', async () => {
  const roles = [makeRole('rights_giver'), makeRole('rights_getter')].join(' ')
  const { application, shop } = await planPlace(
    `${roles} alter role rights_giver login createdb; ${tables} alter view v owner to rights_getter`,
    { 'wanted.sql': wanted },
  )
  const settings = {
    databases: { shop: { url: shop.url } },
    shadow: { url: serverUrl(18, 'postgres').replace('postgres@', 'rights_giver@') },
  }
  await writeInto(application, { 'elenchus.config.json': JSON.stringify(settings) })
  const { code, stderr } = await application.cli('plan', 'database:shop', 'wanted.sql')
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /^error: The role of the shadow cannot make objects of "rights_getter"\.\n {2}must be .*"rights_getter"\nhint: /,
  )
})

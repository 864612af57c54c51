import { describe, expect, test } from 'vitest'
import { nativeShadow, planPlace, writeInto } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'

const tables = 'create table t (id int primary key, a int); create view v as select id, a from t;'
const wanted = 'create table t (id int primary key, a bigint); create view v as select id, a from t;'

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
    const allowed = [...kinds, 'breaks-application', 'data-loss'].flatMap((kind) => ['--allow', kind])
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

  test('is asked for where a snapshot has a policy for it', async () => {
    const embedded = await testApplication({ shop: {} })
    await writeInto(embedded, { 'policy.sql': policy('"no such ""role"""', 'id > 1') })
    const application = await testApplication({ shop: {} }, {}, nativeShadow())
    const snapshot = JSON.stringify({
      format: 'elenchus-snapshot-1',
    })
    await writeInto(application, { 'x.json': snapshot })
  })
})

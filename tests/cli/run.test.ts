import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { flagsIn, planPlace, type PlanPlace } from '../support/plan-place.ts'
import { runCli } from '../support/test-application.ts'

const before = `create table users (id bigint primary key, name text);
create table orders (id bigint primary key, user_id bigint);
`
const after = `create table users (id bigint primary key, name text not null);
create table orders (id bigint primary key, user_id bigint references users (id));
create index orders_user_id on orders (user_id);
`

const rows = `insert into users select n, 'name ' || n from generate_series(1, 50) as n;
insert into orders select n, n from generate_series(1, 50) as n;`

const ledger = `select revision, state, statements from elenchus.ledger order by revision`

/** A database with rows, and a plan for it in `plan.json`. */
async function planned(extra = ''): Promise<PlanPlace & { readonly flags: readonly string[] }> {
  const place = await planPlace(`${before}${rows}${extra}`, { 'after.sql': after })
  const words = ['plan', 'database:shop', 'after.sql', '--out', 'plan.json']
  const { code, stdout, stderr } = await place.application.cli(...words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return { ...place, flags: flagsIn(stdout) }
}

describe('elenchus run', () => {
  test('refuses hazards that were not allowed, and prints the command that allows them', async () => {
    const { application, shop, flags } = await planned()
    const refused = await application.cli('run', 'plan.json', '--allow', 'long-scan')
    expect(refused).toMatchObject({ code: 1, stderr: '' })
    expect(refused.stdout).toMatch(/^Nothing was done\. /)
    expect(refused.stdout).toContain('\n  may-fail-on-data: ')
    expect(refused.stdout).not.toContain('  long-scan: ')
    // What was allowed already stands in the command too.
    expect(flagsIn(refused.stdout)).toEqual(flags)
    expect(refused.stdout).toContain(`elenchus run plan.json ${flags.join(' ')}\n`)
    expect(await shop.run(`select to_regnamespace('elenchus') as ledger`)).toEqual([
      { ledger: null },
    ])

    const json = await application.cli('run', 'plan.json', '--format', 'json')
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'refused' })
  })

  test('runs a plan once, and leaves a row in the ledger that others do not stumble over', async () => {
    const { application, shop, flags } = await planned()
    await application.migration('shop/001_base.sql', `-- migrate:up\n${before}`)
    expect(await application.cli('stamp')).toMatchObject({ code: 0 })
    const command = ['run', 'plan.json', '--on', 'shop', ...flags]
    const ran = await application.cli(...command)
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toMatch(/^shop {2}1 applied, at plan:[0-9a-f]{12}\n$/)
    expect(await shop.run('select count(*)::int as orders from orders')).toEqual([{ orders: 50 }])
    expect(await shop.run(ledger)).toEqual([
      { revision: '001_base', state: 'applied', statements: 0 },
      {
        revision: expect.stringMatching(/^plan:[0-9a-f]{12}$/) as string,
        state: 'applied',
        statements: 7,
      },
    ])
    expect(await application.cli('status', '--check')).toMatchObject({ code: 0, stderr: '' })
    expect((await application.cli('up')).stdout).toBe('shop  nothing applied, at 001_base\n')
    const again = await application.cli(...command)
    expect(again).toMatchObject({ code: 2, stdout: '' })
    expect(again.stderr).toMatch(
      /^error: The plan "plan\.json" was run on database "shop" already\.\n {2}It was run at .*\nhint: .*elenchus plan/,
    )
    const nothing = await application.cli('plan', 'database:shop', 'after.sql')
    expect(nothing.stdout).toBe('nothing to do: database:shop and after.sql are equal\n')
  })

  test('a plan that was taken back by hand is run again', async () => {
    const { application, shop } = await planPlace('create table a (id int);', {
      'b.sql': 'create table a (id int); create table b (id int);',
    })
    await application.cli('plan', 'database:shop', 'b.sql', '--out', 'plan.json')
    expect(await application.cli('run', 'plan.json')).toMatchObject({ code: 0 })
    await shop.run('drop table b')
    expect(await application.cli('run', 'plan.json')).toMatchObject({ code: 0 })
    expect(await shop.run(`select to_regclass('b')::text as b`)).toEqual([{ b: 'b' }])
  })

  test('refuses a database that is no longer what the plan was made for, with both hashes', async () => {
    const { application, shop, flags } = await planned()
    await shop.run('create table meanwhile (id int)')
    const stale = await application.cli('run', 'plan.json', ...flags)
    expect(stale).toMatchObject({ code: 2, stdout: '' })
    expect(stale.stderr).toMatch(
      /^error: The plan "plan\.json" was made for another state than database "shop" has\.\n {2}the plan is for: [0-9a-f]{64} \(database:shop\)\n {2}the database is: {2}[0-9a-f]{64}\nhint: .*elenchus plan database:shop <to>\n$/,
    )
    expect(await shop.run(`select to_regclass('orders_user_id') as made`)).toEqual([{ made: null }])
  })

  test('a plan that fails on a row fails in its block, and goes on there once the row is mended', async () => {
    const { application, shop, flags } = await planned('insert into orders values (51, 999);')
    const failed = await application.cli('run', 'plan.json', ...flags)
    expect(failed.code).toBe(2)
    const [, command = ''] =
      /^Stopped\. Mend it and go on with: elenchus (.*)$/m.exec(failed.stdout) ?? []
    expect(command).toBe(`run plan.json ${flags.join(' ')}`)
    expect(failed.stderr).toMatch(/violates foreign key constraint "orders_user_id_fkey"/)
    expect(failed.stderr).toMatch(/Key \(user_id\)=\(999\) is not present/)
    const [row] = await shop.run(ledger)
    expect(row).toMatchObject({ state: 'partial' })
    expect(Number(row?.['statements'])).toBeGreaterThan(0)

    await shop.run('delete from orders where user_id = 999')
    expect(await application.cli(...command.split(' '))).toMatchObject({ code: 0 })
    expect(await shop.run(ledger)).toMatchObject([{ state: 'applied', statements: 7 }])
    const nothing = await application.cli('plan', 'database:shop', 'after.sql')
    expect(nothing.stdout).toContain('nothing to do')
  })

  test('the plan of such a row says beforehand that it will fail', async () => {
    const { application } = await planned('insert into orders values (51, 999);')
    const { stdout } = await application.cli('plan', 'database:shop', 'after.sql')
    expect(stdout).toContain(
      '    1 rows of public.orders whose user_id public.users has not: will fail\n',
    )
    expect(stdout).toContain('    0 rows of public.users without name: fine\n')
  })
})

test('a password in an address is nowhere: not in the plan, not in what is printed', async () => {
  const { application, shop } = await planPlace(before, { 'after.sql': after })
  const { folder } = application
  const url = shop.url.replace('postgres@', 'postgres:swordfish@')
  const plan = await runCli(folder, ['plan', url, 'after.sql', '--out', 'plan.json'])
  expect(plan.code).toBe(0)
  const flags = flagsIn(plan.stdout)
  const nowhere = await runCli(folder, ['run', 'plan.json', ...flags])
  expect(nowhere).toMatchObject({ code: 2, stdout: '' })
  expect(nowhere.stderr).toMatch(/hint: Say where: --on <database>, or --on postgresql:\/\/…/)
  const refused = await runCli(folder, ['run', 'plan.json', '--on', url])
  expect(refused.code).toBe(1)
  await shop.run(`create table meanwhile (id int)`)
  const stale = await runCli(folder, ['run', 'plan.json', '--on', url, ...flags])
  expect(stale.stderr).toContain(
    'hint: Plan again from what is there: elenchus plan postgresql://… <to>',
  )
  await shop.run(`drop table meanwhile; insert into orders values (1, 1)`)
  const failed = await runCli(folder, ['run', 'plan.json', '--on', url, ...flags])
  expect(failed.stdout).toContain('go on with: elenchus run plan.json --on postgresql://… --allow')
  await shop.run('delete from orders')
  const ran = await runCli(folder, ['run', 'plan.json', '--on', url, ...flags])
  expect(ran).toMatchObject({ code: 0 })
  const file = await readFile(join(folder, 'plan.json'), 'utf8')
  const said = [plan, nowhere, refused, stale, failed, ran].map(
    ({ stdout, stderr }) => stdout + stderr,
  )
  expect([file, ...said].join('')).not.toContain('swordfish')
})

describe('bad input of a run ends with one sentence, the place and the way out', () => {
  test('a hazard that is none, with the one that was meant', async () => {
    const { application } = await planPlace('')
    const result = await application.cli('run', 'plan.json', '--allow', 'data-los')
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toMatch(
      /^error: "data-los" is no hazard; did you mean "data-loss"\?\nhint: There are data-loss, /,
    )
  })

  test('a file that is no plan, and one that is not there', async () => {
    const { application } = await planPlace('', {
      'no.json': '{"format":"elenchus-plan-2"}',
      'a.sql': 'select 1',
    })
    for (const name of ['no.json', 'a.sql']) {
      const { code, stderr } = await application.cli('run', name)
      expect(code).toBe(2)
      expect(stderr).toMatch(
        /^error: The file ".*" is no plan of this version of Elenchus\.\n {2}at .*:1:1\nhint: .*--out/,
      )
    }
    const { code, stderr } = await application.cli('run', 'nowhere.json')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: The file "nowhere\.json" does not exist\.\nhint: /)
  })

  test('a plan from a file of SQL, which is no database', async () => {
    const { application } = await planPlace('', {
      'a.sql': '',
      'b.sql': 'create table b (id int);',
    })
    await application.cli('plan', 'a.sql', 'b.sql', '--out', 'plan.json')
    const result = await application.cli('run', 'plan.json')
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toMatch(/^error: The plan was made from "a\.sql", which is no database/)
    const unknown = await application.cli('run', 'plan.json', '--on', 'shpo')
    expect(unknown.stderr).toMatch(/^error: .*no database "shpo"; did you mean "shop"/)
    expect(await application.cli('run', 'plan.json', '--on', 'shop')).toMatchObject({ code: 0 })
  })
})

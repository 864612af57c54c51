import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { nativeShadow, writeInto } from '../support/plan-place.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'

const before = `create table users (id bigint primary key, name text);
create table orders (id bigint primary key, user_id bigint);
`
const after = `create table users (id bigint primary key, full_name text);
create table orders (id bigint primary key, user_id bigint references users (id));
`

let application: TestApplication

beforeEach(async () => {
  application = await testApplication({ shop: {} }, {}, nativeShadow())
  await writeInto(application, { 'before.sql': before, 'after.sql': after })
})

describe('elenchus plan', () => {
  test('prints the statements with what they do, and how to run them', async () => {
    const result = await application.cli('plan', 'before.sql', 'after.sql')
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.stdout).toMatch(/^\d statements in \d transactions, before\.sql -> after\.sql, /)
    expect(result.stdout).toContain('\nalter table public.users drop column name;\n')
    expect(result.stdout).toContain('(user_id) references public.users (id) not valid;\n')
    expect(result.stdout).toContain(
      '\nalter table public.orders validate constraint orders_user_id_fkey;\n',
    )
    expect(result.stdout).toContain('\n    data-loss: The values of column public.users.name')
    expect(result.stdout).toMatch(
      /\nTo run it, write it to a file with "--out plan\.json", .*elenchus run plan\.json --allow data-loss /,
    )
  })

  test('and run take files from the folder that -C names', async () => {
    const there = await testApplication({ shop: {} }, {})
    const from = ['-C', application.folder]
    const words = ['plan', 'before.sql', 'after.sql', '--out', 'plan.json']
    const { code, stdout } = await there.cli(...from, ...words)
    expect(code).toBe(0)
    expect(stdout).toContain(`To run it: elenchus -C ${application.folder} run plan.json`)
    await readFile(join(application.folder, 'plan.json'))
    const run = await there.cli(...from, 'run', 'plan.json', '--on', 'shop')
    expect(run.stdout).toContain(
      `elenchus -C ${application.folder} run plan.json --on shop --allow`,
    )
    expect(await there.cli(...from, 'diff', 'before.sql', 'before.sql')).toMatchObject({ code: 0 })
  })

  test('says of equal schemas that there is nothing to do', async () => {
    await writeInto(application, { 'same.sql': before.replace('bigint primary', 'int8 primary') })
    expect(await application.cli('plan', 'before.sql', 'same.sql')).toEqual({
      code: 0,
      stdout: 'nothing to do: before.sql and same.sql are equal\n',
      stderr: '',
    })
  })

  test('prints as JSON what it writes into the file', async () => {
    const words = ['plan', 'before.sql', 'after.sql', '--out', 'plan.json', '--format', 'json']
    const { code, stdout } = await application.cli(...words)
    expect(code).toBe(0)
    expect(await readFile(join(application.folder, 'plan.json'), 'utf8')).toBe(stdout)
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/) as string
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'elenchus-plan-1',
      from: { witness: 'before.sql', hash },
      to: { witness: 'after.sql', hash },
      renames: [],
      blocks: [{ transaction: true }, { transaction: true }],
    })
  })

  test('takes a dropped and a new column for one where it is told to', async () => {
    const rename = 'public.users.name=full_name'
    const words = ['plan', 'before.sql', 'after.sql', '--rename', rename]
    const { code, stdout } = await application.cli(...words)
    expect(code).toBe(0)
    expect(stdout).toContain('alter table public.users rename column name to full_name;')
    expect(stdout).not.toContain('drop column')
    expect(stdout).toContain(`note: taken for one object: ${rename}`)
  })

  test('offers the flag for what may be one object', async () => {
    const { stdout } = await application.cli('plan', 'before.sql', 'after.sql')
    expect(stdout).toContain('If they are one: --rename public.users.name=full_name')
  })

  test('goes the shortest way with --plain', async () => {
    const { code, stdout } = await application.cli('plan', 'before.sql', 'after.sql', '--plain')
    expect(code).toBe(0)
    expect(stdout).not.toMatch(/not valid|validate/)
    expect(stdout).toContain('hazards: data-loss 1, ')
    expect(stdout).toContain('blocks-writes')
  })
})

describe('bad input of a plan ends with one sentence, the place and the way out', () => {
  test.each([
    [
      'a rename that is none',
      ['--rename', 'users'],
      /^error: "users" names no object and its new name\.\nhint: Write --rename public\.users\.name=/,
    ],
    [
      'a rename of nothing that is there',
      ['--rename', 'public.users.nmae=full_name'],
      /^error: There is nothing "public\.users\.nmae" to be renamed\.\n.*\nhint: Did you mean "public\.users\.name"\?\n$/,
    ],
    [
      'a rename to what the new schema has not',
      ['--rename', 'public.users.name=nick'],
      /^error: Nothing is called "public\.users\.nick" in the schema that the plan leads to\.\n.*\nhint: /,
    ],
    [
      'a rename to a name that another object has',
      ['--rename', 'public.users.name=id'],
      /^error: PostgreSQL refuses "alter table public\.users rename column name to id": column "id" of relation "users" already exists\.\nhint: /,
    ],
  ])('%s', async (_title, flags, said) => {
    const result = await application.cli('plan', 'before.sql', 'after.sql', ...flags)
    expect(result.stderr).toMatch(said)
    expect(result).toMatchObject({ code: 2, stdout: '' })
  })

  test.each([
    [
      'syntax.sql',
      /^error: Syntax error at or near "tabel" in "syntax\.sql"\.\n {2}at syntax\.sql:2:8\n[^]*\^/,
    ],
    ['refused.sql', /^error: "refused\.sql" failed: .*nowhere[^]*at refused\.sql:1:32\n[^]*\^/],
    [
      'extension.sql',
      /^error: .*extension "nope" is not available[^]*at extension\.sql:2:1\n[^]*\nhint: .*"shadow\.url"/,
    ],
    ['nowhere.sql', /^error: There is no SQL file [^]*\nhint: A witness is /],
    ['postgresql://a:secret@127.0.0.1:9/x', /^error: Cannot connect [^]*nothing listens there\./],
  ])('the witness %s', async (name, said) => {
    await writeInto(application, {
      'syntax.sql': 'create table t (a int);\ncreate tabel u ();\n',
      'refused.sql': 'create view v as select * from nowhere;',
      'extension.sql': '\ncreate extension nope;',
    })
    const result = await application.cli('plan', 'before.sql', name)
    expect(result.stderr).toMatch(said)
    expect(result.stderr).toContain('\nhint: ')
    expect(result.stderr).not.toContain('secret')
    expect(result).toMatchObject({ code: 2, stdout: '' })
  })
})

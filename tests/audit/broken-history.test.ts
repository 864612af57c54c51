import { expect, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { auditedAlembic } from '../support/alembic-audit.ts'
import { alembicIni, plainEnvironment, revisionFile } from '../support/alembic-place.ts'
import { writeFiles } from '../support/alembic-audit.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const table = (name: string): string =>
  `op.create_table("${name}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.Text))`

/** Four revisions; the second is the one that gets lost. */
const revisions = {
  a: revisionFile('a', { up: table('users') }),
  b: revisionFile('b', {
    after: 'a',
    up: `${table('orders')}\nop.alter_column("users", "note", type_=sa.String(10))`,
  }),
  c: revisionFile('c', { after: 'b', up: 'op.add_column("orders", sa.Column("sum", sa.Integer))' }),
  d: revisionFile('d', { after: 'c', up: table('items') }),
}

/** What they make. */
const made = ['users (id serial primary key, note varchar(10))']
  .concat('orders (id serial primary key, note text, sum int)')
  .concat('items (id serial primary key, note text)')
  .map((one) => `create table ${one};`)
  .join('')

const settings = { audit: { rules: { 'migration-without-way-back': 'off' } } }

type Revisions = Readonly<Record<string, string>>

function filesOf(given: Revisions): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => [`migrations/versions/${name}.py`, text]),
  )
}

/** An audit of revisions and of a database that has all of them, and what was done to it by hand. */
async function audited(given: Revisions, byHand: string, at = 'd'): Promise<AuditReport> {
  const database = await testDatabase()
  await database.run(
    `${made} create table alembic_version (version_num varchar(32) primary key);
     insert into alembic_version values ('${at}'); ${byHand}`,
  )
  const application = await testApplication(
    { shop: { url: database.url, migrations: { alembic: 'alembic.ini' } } },
    {},
    { ...nativeShadow(), ...settings },
  )
  await writeFiles(application, {
    ...{ 'alembic.ini': alembicIni, 'migrations/env.py': plainEnvironment },
    ...filesOf(given),
  })
  const run = await application.open()
  return auditApplication(run, { only: [], live: true, ledger: { kind: 'none' } })
}

function said({ findings }: Pick<AuditReport, 'findings'>): readonly string[] {
  return findings.map(({ rule, message }) => `${rule}: ${message}`)
}

const { a, c, d } = revisions
const unknown =
  'revision-link-broken: the revision "c" comes after "b", which no file has; so it is not known what the migrations make of'

test('of a chain whose links all hold nothing is found', async () => {
  const report = await audited(revisions, '')
  expect(said(report)).toEqual([])
  expect(report.databases[0]?.notes).toEqual([])
})

test('what a missing revision may have made or changed is told with it, and not as contradictions', async () => {
  const report = await audited({ a, c, d }, '')
  expect(said(report)).toEqual([`${unknown} 2 objects (public.orders and public.users.note).`])
  expect(report.databases[0]?.chain.map(({ id, state }) => [id, state])).toEqual([
    ['a', 'applied'],
    ['c', 'applied'],
    ['d', 'applied'],
  ])
  expect(report.databases[0]?.notes.join()).toMatch(
    /^the chain of revisions is broken \(.*c\.py:\d+:1\): .*not judged: \d+ contradictions?$/,
  )
})

test('what the revisions behind a break say themselves is still held against the database', async () => {
  const report = await audited({ a, c, d }, 'alter table items drop column note')
  expect(said(report)).toContainEqual(
    'column-missing: column public.items.note is in the migrations, not in the database.',
  )
})

test('without a database nothing is said of what a broken history needs and does not make', async () => {
  const findings = await auditedAlembic(filesOf({ a, c, d }), { settings })
  expect(said({ findings })).toEqual([
    'revision-link-broken: the revision "c" comes after "b", which no file has.',
  ])
})

test('a database that went on after the last file is not behind', async () => {
  const { b } = revisions
  const report = await audited({ a, b, c }, '')
  expect(said(report)).toEqual([
    'revision-unknown: migration d is applied, and no file has it: 1 object differs (public.items).',
  ])
  // Alembic's table would be empty without it.
  expect(report.findings[0]?.cures[0]?.text).toBe(
    'elenchus stamp shop/c && elenchus stamp shop/d --forget',
  )
})

test('of a circle and of two files of one id only what these name is unknown', async () => {
  const { b } = revisions
  const twice = revisionFile('b', { after: 'a', up: table('orders') })
  const doubled = await audited({ a, b, b2: twice, c, d }, 'alter table items drop column note')
  expect(
    said(doubled).map((one) => one.replace(/^(.*?: ).*\/(b2?\.py)" and in .*/, '$1$2')),
  ).toEqual([
    'revision-id-duplicate: b.py',
    'column-missing: column public.items.note is in the migrations, not in the database.',
  ])
  const circle = {
    ...revisions,
    b: revisions.b.replace('down_revision = "a"', 'down_revision = "c"'),
  }
  const found = await audited(circle, 'alter table items add column hand int')
  expect(said(found)[0]).toMatch(
    /^revision-cycle: .*circle; so it is not known what .*public\.orders/,
  )
  expect(said(found).slice(1)).toEqual([
    'column-unexpected: column public.items.hand is in the database, not in the migrations.',
  ])
})

test('a file that does not parse is told once, with a caret; its id is known, and so are its children', async () => {
  const { b } = revisions
  const broken = b.replace('def upgrade():', 'def upgrade()')
  const report = await audited({ a, b: broken, c, d }, 'alter table items drop column note')
  expect(report.findings.map(({ rule }) => rule)).toEqual([
    'revision-does-not-parse',
    'column-missing',
  ])
  const [found] = report.findings
  expect(found?.message).toMatch(
    /b\.py" does not parse: .*; so it is not known what the migrations make of \d objects \(.*public\.orders/,
  )
  expect(found?.subjects[0]).toMatchObject({ kind: 'revision', revision: 'b' })
  expect(found?.evidence[0]?.at).toMatchObject({ line: 10, column: 14 })
  expect(found?.cures[0]?.text).toMatch(/def upgrade\(\)\n.*\^/)
  expect(report.databases[0]?.notes.join()).toMatch(
    /^not all revisions can be read \(.*b\.py:10:14\): .* but for what the 2 after it say themselves/,
  )
})

test('a file without an id and a link that is computed are told in the head of the report', async () => {
  const { b } = revisions
  const report = await audited(
    { a, b, c: c.replace('"b"', 'open("before").read()'), d, lost: 'def upgrade():\n    pass\n' },
    '',
  )
  expect(said(report)).toEqual([])
  const notes = report.databases[0]?.notes.join('\n')
  expect(notes).toMatch(/lost\.py:1:1: The id of the revision in ".*" is not known\n/)
  expect(notes).toMatch(/c\.py:\d+:1: The down_revision of the revision "c" is not known\n/)
})

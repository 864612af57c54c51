import { expect, test } from 'vitest'
import { auditedAlembic, type AlembicAuditOptions } from '../support/alembic-audit.ts'
import { revisionFile, type RevisionText } from '../support/alembic-place.ts'
import { testDatabase } from '../support/test-database.ts'

/** What is found of types that are made twice, and where each is made. */
async function madeTwice(
  revisions: Readonly<Record<string, RevisionText>>,
  options: AlembicAuditOptions = {},
): Promise<readonly string[]> {
  const files = Object.entries(revisions).map(
    ([id, text]) => [`migrations/versions/${id}.py`, revisionFile(id, text)] as const,
  )
  const findings = await auditedAlembic(Object.fromEntries(files), options)
  return findings
    .filter(({ rule }) => /made-twice|cannot-run/.test(rule))
    .flatMap(({ severity, message, evidence }) => [
      `${severity}: ${message}`,
      ...evidence.map(({ says, at }) => `${at?.line ?? 'nowhere'}: ${says}`),
    ])
}

function table(name: string, type = 'sa.Enum("good", name="mood")'): string {
  return `op.create_table(\n    "${name}",\n    sa.Column("m", ${type}),\n)`
}

const one = { up: table('one'), down: 'op.drop_table("one")' }
const told = [
  'error: type public.mood is made by a, and again by b, which is refused unless one run of Alembic does both.',
  '13: makes type public.mood again, which PostgreSQL refuses unless SQLAlchemy made it in the same run; first made at migrations/versions/a.py:13:45',
]

test.each([false, true])(
  'a type that only the memory of one run saves from being made twice is found (ways back tried: %s)',
  async (down) => {
    const found = await madeTwice(
      { a: one, b: { after: 'a', up: table('two'), down: 'op.drop_table("two")' } },
      { down },
    )
    expect(found).toEqual(told)
  },
)

test('a type that one revision uses twice, that is not made again or was dropped meanwhile is not', async () => {
  const postgres = 'postgresql.ENUM(name="mood", create_type=False)'
  const found = await madeTwice({
    a: { up: `${table('one')}\n${table('two')}` },
    b: { after: 'a', up: table('three', postgres) },
    c: {
      after: 'b',
      up: 'for name in ("one", "two", "three"):\n    op.drop_table(name)\nop.execute("drop type mood")',
    },
    d: { after: 'c', up: table('four') },
  })
  expect(found).toEqual([
    'error: migration d cannot be run on an empty database: type "mood" does not exist.',
    expect.stringMatching(/^11: type "mood" does not exist/),
  ])
})

test('a table that makes itself remembers nothing of others', async () => {
  const found = await madeTwice({
    a: one,
    b: {
      after: 'a',
      up: 'sa.Table("two", sa.MetaData(), sa.Column("m", sa.Enum("good", name="mood"))).create(op.get_bind())',
    },
  })
  expect(found).toEqual([
    'error: type public.mood is made by a, and again by b.',
    expect.stringMatching(/^11: makes type public.mood again, which PostgreSQL refuses; first/),
  ])
})

test.each([
  ['a', 'error'],
  ['b', 'warning'],
] as const)('of a database that is at %s it is told as %s', async (at, severity) => {
  const database = await testDatabase()
  const second = at === 'b' ? 'create table two (m mood);' : ''
  await database.run(
    `create type mood as enum ('good'); create table one (m mood); ${second}
    create table alembic_version (version_num varchar(32) primary key);
    insert into alembic_version values ('${at}')`,
  )
  const revisions = { a: one, b: { after: 'a', up: table('two'), down: 'op.drop_table("two")' } }
  const [message] = await madeTwice(revisions, { url: database.url })
  const whom =
    ' shop has it already: it hurts a new database that is brought up in several runs, and who takes b back and applies it again.'
  const said = told[0]?.replace('error', severity)
  expect(message).toBe(severity === 'error' ? said : `${said ?? ''}${whom}`)
})

import { expect, test } from 'vitest'
import type { Finding } from '../../src/audit/finding.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { auditedAlembic } from '../support/alembic-audit.ts'
import { revisionFile, type RevisionText } from '../support/alembic-place.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'

/** What is found of the ways back of a history, with the places and what is said of each. */
async function waysBack(
  revisions: Readonly<Record<string, RevisionText>>,
  down = false,
): Promise<readonly Finding[]> {
  const files = Object.entries(revisions).map(
    ([id, text]) => [`migrations/versions/${id}.py`, revisionFile(id, text)] as const,
  )
  const findings = await auditedAlembic(Object.fromEntries(files), { down })
  return findings.filter(({ rule }) => /way-back|down-not/.test(rule))
}

function linesOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ message, evidence }) => [
    message,
    ...evidence.map(({ subject, says, at }) => `${subject} ${says} ${at?.line ?? 'nowhere'}`),
  ])
}

const notes = 'op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True))'

test('an empty way back of what does something is found; one that raises is told as declared', async () => {
  const findings = await waysBack({
    a: { up: notes, down: 'pass' },
    b: { after: 'a', up: 'op.execute("update notes set id = 1")', down: '"""Nothing."""' },
    c: { after: 'b', up: 'op.drop_table("notes")', down: 'raise ValueError("rows are gone")' },
    d: { after: 'c', up: notes, down: 'op.drop_table("notes")' },
  })
  expect(linesOf(findings)).toEqual([
    '2 migrations of shop have no way back (a and b).',
    'a def downgrade(): does nothing 14',
    'b def downgrade(): does nothing 14',
    '1 migration of shop refuses to be taken back (c).',
    'c declared one-way: raise ValueError("rows are gone") 14',
  ])
})

test('what has nothing to take back is not found: merges, and what did nothing when it was run', async () => {
  const guarded = `if op.get_bind().dialect.name == "mysql":\n    ${notes}`
  const findings = await waysBack({
    a: { up: notes, down: 'op.drop_table("notes")' },
    b: { after: 'a', up: guarded },
    c: {
      after: 'b',
      up: 'op.execute("create table if not exists notes (id integer)")',
      down: 'raise NotImplementedError',
    },
    side: { after: 'a' },
    merge: { after: ['c', 'side'] },
  })
  expect(linesOf(findings)).toEqual([])
})

test('a way back that is empty is not told again as one that does not lead back', async () => {
  const findings = await waysBack({ a: { up: notes }, b: { after: 'a' } }, true)
  expect(linesOf(findings)).toEqual([
    '1 migration of shop has no way back (a).',
    'a def downgrade(): does nothing 14',
  ])
})

test('one that takes back no more than rows is a way back', async () => {
  const moved = 'op.execute("update notes set id = id + 1")'
  const findings = await waysBack({
    a: { up: notes, down: 'op.drop_table("notes")' },
    b: { after: 'a', up: moved, down: 'op.execute("update notes set id = id - 1")' },
    c: { after: 'b', up: moved, down: 'op.get_bind().execute(sa.text("delete from notes"))' },
    d: { after: 'c', up: moved, down: 'print("rows stay")' },
  })
  expect(linesOf(findings)).toEqual([
    '1 migration of shop has no way back (d).',
    'd def downgrade(): does nothing 14',
  ])
})

/** What is found of the ways back of files of SQL: up and down of each, null for none. */
async function sqlWaysBack(
  files: Readonly<Record<string, readonly [string, string | null]>>,
): Promise<readonly string[]> {
  const texts = Object.entries(files).map(([id, [up, down]]) => {
    const back = down === null ? '' : `-- migrate:down\n${down}\n`
    return [`shop/${id}.sql`, `-- migrate:up\n${up}\n${back}`] as const
  })
  const application = await testApplication({ shop: {} }, Object.fromEntries(texts), nativeShadow())
  const options = { only: [], live: false, ledger: { kind: 'none' } } as const
  const { findings } = await auditApplication(await application.open(), options)
  return linesOf(findings.filter(({ rule }) => rule === 'migration-without-way-back'))
}

test('in files of SQL rows that are taken back count, what does nothing or raises does not', async () => {
  const moved = 'update notes set id = 1;'
  const raises = "do $$ begin raise exception 'rows are gone'; end $$;"
  const found = await sqlWaysBack({
    '001_notes': ['create table notes (id int primary key);', 'drop table notes;'],
    '002_moved': [moved, 'update notes set id = 0;'],
    '003_empty': [moved, '-- nothing'],
    '004_asks': ['alter table notes add column a int;', 'select 1;'],
    '005_raises': ['alter table notes add column b int;', raises],
    '006_none': ['alter table notes add column c int;', null],
    '007_quiet': [
      "do $$ begin raise notice 'no'; end $$;",
      "do $$ begin raise notice 'no'; end $$;",
    ],
  })
  expect(found).toEqual([
    '3 migrations of shop have no way back (003_empty, 004_asks and 006_none).',
    '003_empty -- migrate:down does nothing 3',
    '004_asks -- migrate:down does nothing 3',
    '006_none no -- migrate:down 1',
    '1 migration of shop refuses to be taken back (005_raises).',
    "005_raises declared one-way: do $$ begin raise exception 'rows are gone'; end $$ 4",
  ])
})

test('a file of SQL that did nothing when it was run has nothing to take back', async () => {
  const found = await sqlWaysBack({
    '001_notes': ['create table notes (id int primary key);', 'drop table notes;'],
    '002_blank': ['', ''],
    '003_asks': ['select 1;', null],
    '004_again': ['create table if not exists notes (id int);', ''],
  })
  expect(found).toEqual([])
})

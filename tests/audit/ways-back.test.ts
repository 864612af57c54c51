import { expect, test } from 'vitest'
import type { Finding } from '../../src/audit/finding.ts'
import { auditedAlembic } from '../support/alembic-audit.ts'
import { revisionFile, type RevisionText } from '../support/alembic-place.ts'

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

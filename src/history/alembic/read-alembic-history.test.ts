import { expect, test } from 'vitest'
import { alembicHistory, revisionFile } from '../../../tests/support/alembic-place.ts'
import { upgradeOrder } from './revision-graph.ts'

const ids = (revisions: readonly { readonly id: string }[]): readonly string[] =>
  revisions.map(({ id }) => id)

test('a revision has what its file says', async () => {
  const { graph, faults } = await alembicHistory({
    'migrations/versions/a.py':
      '"""first things\n\nRevision ID: a\nCreate Date: 2024-05-06 07:08:09\n"""\nrevision: str = "a"\ndown_revision: str | None = None\nbranch_labels = ("core",)\n\ndef upgrade():\n    pass\n',
    'migrations/versions/b.py': revisionFile('b', { after: 'a' }),
  })
  expect(faults).toEqual([])
  expect(graph.revisions[0]).toMatchObject({
    id: 'a',
    parents: [],
    branchLabels: ['core'],
    message: 'first things',
    created: '2024-05-06 07:08:09',
    at: { file: 'app/migrations/versions/a.py', line: 6, column: 1 },
    hasDowngrade: false,
  })
  expect(graph.labels.get('b')).toEqual(['core'])
  expect([graph.heads, graph.bases]).toEqual([['b'], ['a']])
})

test('branches, merges and what depends on others have an order', async () => {
  const merge = revisionFile('m').replace('down_revision = None', 'down_revision = ("x", "y")')
  const depends = revisionFile('d').replace('revision =', 'depends_on = "y"\nrevision =')
  const { graph } = await alembicHistory({
    'migrations/versions/1.py': revisionFile('base'),
    'migrations/versions/2.py': revisionFile('x', { after: 'base' }),
    'migrations/versions/3.py': revisionFile('y', { after: 'base' }),
    'migrations/versions/4.py': merge,
    'migrations/versions/5.py': depends,
  })
  expect(graph.branchPoints).toEqual(['base'])
  expect(graph.mergePoints).toEqual(['m'])
  expect(ids(graph.order)).toEqual(['base', 'y', 'd', 'x', 'm'])
  expect(ids(upgradeOrder(graph, 'd'))).toEqual(['base', 'y', 'd'])
})

test('a file that does not parse is told with its place, and the rest goes on', async () => {
  const { graph, faults } = await alembicHistory({
    'migrations/versions/a.py': revisionFile('a', { up: 'op.execute("select 1"' }),
    'migrations/versions/b.py': revisionFile('b', { after: 'a' }),
  })
  expect(graph.revisions.map(({ id }) => id)).toContain('b')
  expect(faults[0]).toMatchObject({
    code: 'syntax-error',
    at: { file: 'app/migrations/versions/a.py' },
  })
  expect(faults[0]?.excerpt).toContain('^')
})

test('a broken link, a circle, two files of one id and an id that is too long are faults', async () => {
  const long = 'a_revision_with_an_id_that_is_far_too_long'
  const { faults, graph } = await alembicHistory({
    'migrations/versions/1.py': revisionFile('lost', { after: 'nowhere' }),
    'migrations/versions/2.py': revisionFile('p', { after: 'q' }),
    'migrations/versions/3.py': revisionFile('q', { after: 'p' }),
    'migrations/versions/4.py': revisionFile('twice'),
    'migrations/versions/5.py': revisionFile('twice'),
    'migrations/versions/6.py': revisionFile(long),
    'migrations/versions/7.py': 'def upgrade():\n    pass\n',
  })
  expect(faults.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    `long-revision-id: The id "${long}" has 42 characters, and Alembic's table takes 32.`,
    'no-revision-id: The id of the revision in "app/migrations/versions/7.py" is not known.',
    'duplicate-revision: The revision "twice" is in "app/migrations/versions/4.py" and in "app/migrations/versions/5.py".',
    'missing-revision: The revision "lost" comes after "nowhere", which no file has.',
    'revision-cycle: The revisions "p", "q" come after each other in a circle.',
  ])
  expect(ids(graph.order)).toEqual(['twice', long, 'lost'])
})

test('what computes its parents is read as far as it is known', async () => {
  const { faults } = await alembicHistory({
    'migrations/versions/a.py':
      'import elsewhere\nrevision = "a"\ndown_revision = elsewhere.latest()\n\ndef upgrade():\n    pass\n',
  })
  expect(faults.map(({ message }) => message)).toEqual([
    'The down_revision of the revision "a" is not known.',
  ])
})

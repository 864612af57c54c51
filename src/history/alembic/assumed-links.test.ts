import { expect, test } from 'vitest'
import { alembicHistory, revisionFile } from '../../../tests/support/alembic-place.ts'
import { ancestorsOf, type RevisionGraph } from './revision-graph.ts'

/** A history of `id after created`, without those that are named. */
async function graphOf(
  lines: readonly string[],
  missing: readonly string[],
): Promise<RevisionGraph> {
  const files = lines.flatMap((line) => {
    const [id = '', after = '', day] = line.split(' ')
    if (missing.includes(id)) return []
    const text = revisionFile(id, { after: after === '-' ? null : after })
    const doc = day === undefined ? `"""${id}"""` : `"""${id}\n\nCreate Date: ${day}\n"""`
    return [[`migrations/versions/${id}.py`, text.replace(/^"""[^]*?"""/, doc)] as const]
  })
  const { graph } = await alembicHistory(Object.fromEntries(files))
  return graph
}

const chain = ['a -', 'z a', 'b z', 'c b', 'k c']

test('before a missing revision stands the loose end of the broken chain', async () => {
  const graph = await graphOf(chain, ['b'])
  expect([...graph.assumed]).toEqual([['b', ['z']]])
  expect(graph.order.map(({ id }) => id)).toEqual(['a', 'z', 'c', 'k'])
  expect(graph.heads).toEqual(['k'])
  expect([...ancestorsOf(graph, ['k'])].map(({ id }) => id).sort()).toEqual(['a', 'c', 'k', 'z'])
  expect(graph.faults.map(({ code }) => code)).toEqual(['missing-revision'])
})

test('of a whole chain nothing is assumed, and of one whose beginning is missing neither', async () => {
  expect((await graphOf(chain, [])).assumed.size).toBe(0)
  expect([...(await graphOf(chain, ['a'])).assumed]).toEqual([['a', []]])
})

test('several breaks of one chain are put in order by the days of the revisions', async () => {
  const dated = [
    'a - 2024-01-01',
    'b a 2024-01-02',
    'p b 2024-01-03',
    'q p 2024-01-04',
    'c q 2024-01-05',
  ]
  const graph = await graphOf([...dated, 'd c 2024-01-06'], ['b', 'q'])
  expect([...graph.assumed]).toEqual([
    ['b', ['a']],
    ['q', ['p']],
  ])
  expect(graph.order.map(({ id }) => id)).toEqual(['a', 'p', 'c', 'd'])
})

test('what was created after the break is a head of its own', async () => {
  const graph = await graphOf(
    ['a - 2024-01-01', 'm a 2024-01-02', 'b m', 'c b 2024-01-04', 'side a 2024-02-01'],
    ['b'],
  )
  expect([...graph.assumed]).toEqual([['b', ['m']]])
  expect(graph.heads).toEqual(['c', 'side'])
})

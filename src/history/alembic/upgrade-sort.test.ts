import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { upgradeSort } from './upgrade-sort.ts'

interface DrawnRevision {
  readonly id: string
  readonly parents: readonly string[]
  readonly dependsOn: readonly string[]
}

interface DrawnHistory {
  /** As Alembic reads them. */
  readonly files: readonly DrawnRevision[]
  /** As `alembic upgrade heads` of Alembic 1.20 takes them. */
  readonly order: readonly string[]
}

const drawn = JSON.parse(
  readFileSync(new URL('../../../tests/alembic/upgrade-orders.json', import.meta.url), 'utf8'),
) as readonly DrawnHistory[]

function sorted(files: readonly DrawnRevision[]): readonly string[] {
  const byId = new Map(files.map((one) => [one.id, one]))
  const known = (ids: readonly string[]): readonly DrawnRevision[] =>
    ids.flatMap((id) => byId.get(id) ?? [])
  return upgradeSort(files, {
    parentsOf: ({ parents }) => known(parents),
    dependenciesOf: ({ dependsOn }) => known(dependsOn),
  }).map(({ id }) => id)
}

test('branches, merges and dependencies come in the order of Alembic', () => {
  expect(drawn).toHaveLength(24)
  for (const { files, order } of drawn) expect(sorted(files)).toEqual(order)
})

test('a line of thousands is sorted without a call stack', () => {
  const line = Array.from({ length: 3_000 }, (_, at) => ({
    id: String(at),
    parents: at === 0 ? [] : [String(at - 1)],
    dependsOn: [],
  }))
  expect(sorted(line)).toEqual(line.map(({ id }) => id))
})

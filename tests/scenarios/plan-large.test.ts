import { describe, expect, test } from 'vitest'
import { loadSchema } from '../../src/plan/load-schema.ts'
import { nothingLearned } from '../../src/plan/steps/planning.ts'
import { tryPlainly, type Lesson } from '../../src/plan/try-plainly.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { nativeSession } from '../support/catalogue-session.ts'
import { builtSchema } from '../support/planned-pair.ts'
import { sampleCatalogue, sampleColumn, sampleTable } from '../support/sample-catalogue.ts'

test('a large schema is loaded in several transactions, for each holds locks of all it makes', async () => {
  const session = await nativeSession(18)
  const names = Array.from({ length: 600 }, (_, at) => `t${at}`)
  const catalogue = sampleCatalogue({
    schemas: [{ kind: 'schema', name: 'public', comment: null }],
    tables: names.map((name) => sampleTable({ name, columns: [sampleColumn({ name: 'a' })] })),
  })
  await loadSchema(session, { catalogue, dependencies: [] })
  const made = await session.query<{ tables: number }>(
    `select count(*)::int as tables from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' group by xmin::text`,
  )
  expect(made.reduce((sum, { tables }) => sum + tables, 0)).toBe(600)
  expect(Math.max(...made.map(({ tables }) => tables))).toBeLessThanOrEqual(250)
})

/** The fifth of nine tables is not changed in place without a cast. */
const before = tables((at) => (at === 5 ? 'text' : 'integer'))
const after = tables(() => 'bigint')

function tables(typeOf: (at: number) => string): string {
  return Array.from({ length: 9 }, (_, at) => `create table t${at} (a ${typeOf(at)})`).join(';')
}

describe('what is tried', () => {
  test('is rolled back where one transaction holds it', async () => {
    const session = await nativeSession(18)
    const lesson = await tried(session, 500)
    expect(lesson).toMatchObject({ kind: 'learned', isSpent: false })
    expect(lesson.learned.casts.size).toBe(1)
    expect(lesson.learned.rewriting.size).toBe(9)
    expect(await typesIn(session)).toEqual([
      ...Array<string>(5).fill('integer'),
      'text',
      ...Array<string>(3).fill('integer'),
    ])
  })

  test('goes on in its transaction when something is learned, and is committed before that', async () => {
    const session = await nativeSession(18)
    const lesson = await tried(session, 2)
    expect(lesson).toMatchObject({ kind: 'learned', isSpent: true })
    expect(lesson.learned.casts.size).toBe(1)
    expect(lesson.learned.rewriting.size).toBe(9)
    // The last transaction is rolled back.
    expect(await typesIn(session)).toEqual([...Array<string>(8).fill('bigint'), 'integer'])
  })
})

async function tried(session: Session, largest: number): Promise<Lesson> {
  const [from, to] = [await builtSchema(session, before), await builtSchema(session, after)]
  await loadSchema(session, from)
  return tryPlainly(
    session,
    { from, to, renames: [], rights: null, major: 18, largest },
    nothingLearned,
  )
}

async function typesIn(session: Session): Promise<readonly (string | undefined)[]> {
  const { catalogue } = await introspect(session)
  return catalogue.tables.map(({ columns: [column] }) => column?.type)
}

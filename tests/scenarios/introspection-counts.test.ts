import { expect, test } from 'vitest'
import { countsOf } from '../../src/catalogue/counts.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { runScripts, scriptsFor } from '../support/catalogue-scenario.ts'
import { nativeSession } from '../support/catalogue-session.ts'

test('the counts are those that PostgreSQL itself gives', async () => {
  const session = await nativeSession(18)
  await runScripts(session, ...scriptsFor(session))
  const counts = countsOf((await introspect(session)).catalogue)
  expect(counts.indexes.total).toBe(await number(session, relations('iI')))
  expect(counts.tables + counts.partitions).toBe(await number(session, relations('rp')))
  expect(counts.views).toBe(await number(session, relations('v')))
  expect(counts.materializedViews).toBe(await number(session, relations('m')))
  expect(counts.uniqueConstraints).toBe(await number(session, constraints('u')))
  expect(counts.primaryKeys).toBe(await number(session, constraints('p')))
  expect(counts.exclusions).toBe(await number(session, constraints('x')))
  expect(counts.checks).toBe(await number(session, constraints('c')))
  expect(counts.columns).toBe(await number(session, columnsOfTables))
})

test('everything is counted', async () => {
  const session = await nativeSession(18)
  await runScripts(session, ...scriptsFor(session))
  expect(countsOf((await introspect(session)).catalogue)).toEqual({
    tables: 18,
    partitions: 9,
    columns: 121,
    primaryKeys: 9,
    uniqueConstraints: 8,
    foreignKeys: 20,
    checks: 21,
    exclusions: 2,
    indexes: {
      total: 63,
      byMethod: { brin: 1, btree: 50, gin: 5, gist: 5, hash: 1, spgist: 1 },
      // "customer_name_repeated", by the unique constraint on name and born.
      redundant: 1,
    },
    enums: 2,
    otherTypes: 8,
    views: 4,
    materializedViews: 2,
    functions: 11,
    procedures: 1,
    aggregates: 5,
    triggers: 16,
    policies: 5,
    sequences: 6,
    documentedReferences: 1,
  })
})

test('an empty database counts nothing', async () => {
  const session = await nativeSession(18)
  const { indexes, ...counts } = countsOf((await introspect(session)).catalogue)
  expect(indexes).toEqual({ total: 0, byMethod: {}, redundant: 0 })
  expect(Object.values(counts).every((count) => count === 0)).toBe(true)
})

const ours = `relnamespace::regnamespace::text !~ '^(pg_|information_schema|elenchus)'`

function relations(kinds: string): string {
  return `select count(*) from pg_class where ${ours} and strpos('${kinds}', relkind::text) > 0`
}

function constraints(kind: string): string {
  return `select count(*) from pg_constraint k join pg_class c on c.oid = k.conrelid
          where ${ours} and contype = '${kind}'`
}

const columnsOfTables = `select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid
  where ${ours} and relkind in ('r', 'p') and attnum > 0 and not attisdropped`

async function number(session: Session, text: string): Promise<number> {
  const [row] = await session.query<{ count: number }>(text)
  return row?.count ?? -1
}

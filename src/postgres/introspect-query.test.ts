import { readdirSync } from 'node:fs'
import { parse } from 'libpg-query'
import { describe, expect, test } from 'vitest'
import { readQuery, scopedText, textForMajor, type IntrospectQuery } from './introspect-query.ts'

const folder = new URL('./queries/', import.meta.url)
const files = readdirSync(folder).map((file) => file.replace(/\.sql$/, '') as IntrospectQuery)

describe.each(files)('%s.sql', (query) => {
  test.each([14, 15, 16, 17, 18])('is one ordered statement for PostgreSQL %i', async (major) => {
    const { stmts = [] } = (await parse(textForMajor(readQuery(query), major))) as {
      stmts?: { stmt: { SelectStmt?: { sortClause?: unknown[] } } }[]
    }
    expect(stmts).toHaveLength(1)
    expect(stmts[0]?.stmt.SelectStmt?.sortClause).toBeDefined()
  })

  test('spells out pg_catalog before every relation, function and type', async () => {
    const tree = JSON.stringify(await parse(readQuery(query)))
    expect(unqualifiedNames(tree)).toEqual([])
  })
})

test('a text of a newer version is replaced by the older one', () => {
  const text =
    'select /* since 15: */ a.b /* before: false */ as b, /* since 18: */ c /* before: 1 */'
  expect(textForMajor(text, 14)).toBe('select false as b, 1')
  expect(textForMajor(text, 17)).toBe('select /* since 15: */ a.b /* before: false */ as b, 1')
  expect(textForMajor(text, 18)).toBe(text)
})

/** Types of the grammar itself (`bigint`, `text`) and `coalesce` need no schema. */
function unqualifiedNames(tree: string): readonly string[] {
  const relations = [...tree.matchAll(/"RangeVar":\{(?!"schemaname")"relname":"(\w+)"/g)]
  const functions = [...tree.matchAll(/"funcname":\[\{"String":\{"sval":"(\w+)"\}\}\]/g)]
  const names = [...relations, ...functions].map(([, name]) => name ?? '')
  return names.filter((name) => !namedInQuery.has(name))
}

/** The `with` queries of undescribed.sql and dependencies.sql. */
const namedInQuery = new Set([
  ...['found'],
  ...['family', 'whole'],
  ...['described', 'member', 'object', 'other', 'part', 'relation', 'type'],
])

test('a scoped text asks for some objects only', () => {
  const text = 'a where /* whole: */ b /* c */ or d /* scoped: true */ /* scoped: and e = f */'
  expect(scopedText(text)).toBe('a where true and e = f')
})

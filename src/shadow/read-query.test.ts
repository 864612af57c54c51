import { readdirSync } from 'node:fs'
import { parse } from 'libpg-query'
import { expect, test } from 'vitest'
import { readQuery } from './read-query.ts'

const names = readdirSync(new URL('./queries/', import.meta.url)).map((file) => file.slice(0, -4))

test.each(names)('%s.sql is one statement that depends on no search path', async (name) => {
  const tree = (await parse(readQuery(name))) as { stmts?: unknown[] }
  expect(tree.stmts).toHaveLength(1)
  const text = JSON.stringify(tree)
  const own = [...text.matchAll(/"ctename":"(\w+)"/g)].map(([, cte]) => cte)
  const relations = [...text.matchAll(/"RangeVar":\{(?!"schemaname")"relname":"(\w+)"/g)]
  expect(relations.map(([, relation]) => relation).filter((one) => !own.includes(one))).toEqual([])
  expect([...text.matchAll(/"funcname":\[\{"String":\{"sval":"(\w+)"\}\}\]/g)]).toEqual([])
})

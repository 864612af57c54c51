import { beforeAll, expect, test } from 'vitest'
import { alteredParts } from './altered-parts.ts'
import { loadParser } from './parser.ts'

beforeAll(loadParser)

test.each([
  ['alter table t alter column a set not null, drop column "B", add c int', ['a', 'B', 'c']],
  ['alter table t add constraint k check (a > 0)', ['k']],
  ['alter table t add unique (a)', []],
  ['alter table t validate constraint k', ['k']],
])('%s', (text, names) => {
  expect([...(alteredParts(text) ?? ['none'])]).toEqual(names)
})

test.each(['alter table t rename a to b', 'create table t (a int)', 'alter table', ''])(
  'nothing is known of: %s',
  (text) => {
    expect(alteredParts(text)).toBeNull()
  },
)

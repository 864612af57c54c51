import { expect, test } from 'vitest'
import { judge } from './judge.ts'

test.each([
  [true, true, true, 'agreed'],
  [true, false, false, 'code-alone'],
  [false, true, false, 'database-alone'],
  [false, false, true, 'history-alone'],
  [false, false, false, 'all-differ'],
  [false, null, null, 'disputed'],
  [null, false, null, 'disputed'],
  [null, null, false, 'disputed'],
  [true, null, null, 'agreed'],
  [null, null, null, 'uncontested'],
] as const)(
  'history and database %s, code and history %s, code and database %s: %s',
  (historyDatabase, codeHistory, codeDatabase, kind) => {
    expect(judge({ historyDatabase, codeHistory, codeDatabase })).toBe(kind)
  },
)

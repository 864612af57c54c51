import { expect, test } from 'vitest'
import { judge } from './judge.ts'

test.each([
  [{ historyDatabase: true, codeHistory: true, codeDatabase: true }, 'agreed'],
  [{ historyDatabase: true, codeHistory: false, codeDatabase: false }, 'code-alone'],
  [{ historyDatabase: false, codeHistory: true, codeDatabase: false }, 'database-alone'],
  [{ historyDatabase: false, codeHistory: false, codeDatabase: true }, 'history-alone'],
  [{ historyDatabase: false, codeHistory: false, codeDatabase: false }, 'all-differ'],
  [{ historyDatabase: false, codeHistory: null, codeDatabase: null }, 'disputed'],
  [{ historyDatabase: null, codeHistory: false, codeDatabase: null }, 'disputed'],
  [{ historyDatabase: null, codeHistory: null, codeDatabase: false }, 'disputed'],
  [{ historyDatabase: true, codeHistory: null, codeDatabase: null }, 'agreed'],
  [{ historyDatabase: null, codeHistory: null, codeDatabase: null }, 'uncontested'],
] as const)('%o: %s', (pairs, kind) => {
  expect(judge(pairs)).toBe(kind)
})

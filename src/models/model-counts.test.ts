import { expect, test } from 'vitest'
import type { Declaration, DeclaredTable, ModelGap } from './declaration.ts'
import { modelCounts } from './model-counts.ts'

const at = { file: 'app/models.py', line: 1, column: 1 }

function table(name: string, className: string | null): DeclaredTable {
  const none = { columns: [], constraints: [], indexes: [], sequences: [], beforehand: [] }
  const facts = {
    schema: null,
    module: 'app.models',
    database: null,
    info: new Map(),
    comment: null,
    at,
  }
  return { name, className, ...facts, ...none, prefixes: [], suffixes: [], afterwards: [] }
}

function declarationOf(...tables: readonly DeclaredTable[]): Declaration {
  const none = {
    isGivenAway: false,
    types: [],
    enums: [],
    sequences: [],
    beforehand: [],
    afterwards: [],
    gaps: [],
  }
  return { names: ['app.models:metadata'], at, database: null, tables, ...none }
}

function gap(subject: string | null, line = 1): ModelGap {
  return { reason: 'this is not understood', subject, at: { ...at, line } }
}

test('a table that no gap speaks of was read whole', () => {
  const counts = modelCounts([declarationOf(table('users', 'User'))], [])
  expect(counts).toEqual({ whole: 1, inPart: 0, notAtAll: 0 })
})

test('a gap of a column, a table or a class leaves a table read in part', () => {
  const tables = [table('users', 'User'), table('notes', 'Note'), table('tags', null)]
  const gaps = [gap('users.email'), gap('Note.owner'), gap('Note'), gap('tags')]
  expect(modelCounts([declarationOf(...tables)], gaps)).toEqual({
    whole: 0,
    inPart: 3,
    notAtAll: 0,
  })
})

test('gaps that belong to no table are counted once for each class and line', () => {
  const gaps = [gap('Other'), gap('Other.name'), gap(null, 5), gap(null, 5), gap(null, 9)]
  const counts = modelCounts([declarationOf(table('users', 'User'))], gaps)
  expect(counts).toEqual({ whole: 1, inPart: 0, notAtAll: 3 })
})

test('a table whose name begins like the subject of a gap is another one', () => {
  const counts = modelCounts([declarationOf(table('user', null))], [gap('users.email')])
  expect(counts).toEqual({ whole: 1, inPart: 0, notAtAll: 1 })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { UserError } from '../kernel/user-error.ts'
import { checkSyntax } from './check-syntax.ts'
import { loadParser, parseStatement } from './parser.ts'
import { splitScript } from './split-script.ts'

beforeAll(loadParser)

function faultsOf(text: string): readonly UserError[] {
  const file = 'migrations/auth/001_x.sql'
  return splitScript(text, file).statements.flatMap((statement) => {
    try {
      checkSyntax(statement, { file, text })
      return []
    } catch (error) {
      if (error instanceof UserError) return [error]
      throw error
    }
  })
}

describe('checkSyntax', () => {
  test('a good statement passes', () => {
    expect(faultsOf('create table a (b int); select 1')).toEqual([])
  })

  test("a fault has PostgreSQL's words, the place, and a caret under it", () => {
    const [fault] = faultsOf("-- é😀\nselect 1;\nselect '😀é' frm tabel x\n  where true;")
    expect(fault?.message).toBe('Syntax error at or near "tabel" in "migrations/auth/001_x.sql".')
    expect(fault).toMatchObject({ code: 'syntax-error', at: { line: 3, column: 18 } })
    expect(fault?.excerpt?.split('\n')).toEqual([
      '  1 | -- é😀',
      '  2 | select 1;',
      "> 3 | select '😀é' frm tabel x",
      `    | ${' '.repeat(17)}^`,
      '  4 |   where true;',
    ])
  })

  test('what ends too early is told at its end', () => {
    const [fault] = faultsOf('select * from ;')
    expect(fault?.message).toContain('Syntax error at end of input')
    expect(fault?.at).toMatchObject({ line: 1, column: 14 })
  })

  test('every broken statement is told on its own', () => {
    const faults = faultsOf("select 1a; select 1; select U&'\\00'; select (; select \0;")
    expect(faults.map(({ at }) => at?.column)).toEqual([8, 32, 46, 55])
  })

  test('thousands of levels of nesting do not harm the parser', () => {
    const deep = `select 1${'+1'.repeat(20_000)}`
    for (let round = 0; round < 200; round += 1) {
      expect(parseStatement(deep).kind).toBe('too-deep')
    }
    expect(faultsOf(deep)).toEqual([])
    expect(faultsOf('select frm tabel x')).toHaveLength(1)
  })

  test.each([
    ['subqueries', (depth: number) => `select ${'(select '.repeat(depth)}1${')'.repeat(depth)}`],
    ['unions', (depth: number) => `select 1, 2${' union all select 1, 2'.repeat(depth)}`],
    ['joins', (depth: number) => `select 1 from a${' join b using (c, d)'.repeat(depth)}`],
    [
      'cases',
      (depth: number) =>
        `select ${'case when a then b else '.repeat(depth)}1${' end'.repeat(depth)}`,
    ],
    ['casts', (depth: number) => `select 1${'::int'.repeat(depth)}`],
  ])('%s: any depth is either parsed or left', (_, build) => {
    for (const depth of [500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000]) {
      expect(['statement', 'too-deep']).toContain(parseStatement(build(depth)).kind)
    }
    expect(parseStatement(build(300)).kind).toBe('statement')
  })

  test('many rows and long lists are no nesting', () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `(${row}, -1 + 2, 'a' || 'b')`)
    expect(parseStatement(`insert into a values ${rows.join(', ')}`).kind).toBe('statement')
  })
})

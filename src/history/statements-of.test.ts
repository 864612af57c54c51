import { describe, expect, test } from 'vitest'
import { UserError } from '../kernel/user-error.ts'
import { placeOf } from '../kernel/place.ts'
import { readRevision } from './read-revision.ts'
import type { SqlRevision } from './revision.ts'
import { statementsOf } from './statements-of.ts'

function revisionOf(text: string): SqlRevision {
  const named = { id: '001_a', version: '001', name: 'a', database: 'auth' }
  return readRevision({ ...named, file: 'migrations/auth/001_a.sql', text })
}

function faultOf(revision: SqlRevision): unknown {
  try {
    return statementsOf(revision, revision.up)
  } catch (error) {
    return error
  }
}

describe('statementsOf', () => {
  test('gives the statements of one section with their places in the file', () => {
    const text =
      '-- é😀\r\n-- migrate:up\r\nselect 1; select\r\n 2;\r\n\r\n  select 3\r\n-- migrate:down\r\nselect 4;'
    const revision = revisionOf(text)
    const up = statementsOf(revision, revision.up)
    expect(up.map((statement) => statement.text)).toEqual(['select 1', 'select\r\n 2', 'select 3'])
    expect(up.map(({ at }) => [at.line, at.column])).toEqual([
      [3, 1],
      [3, 11],
      [6, 3],
    ])
    for (const { at, offset } of up) expect(at).toEqual(placeOf(revision.file, text, offset))
    const { down } = revision
    expect(down && statementsOf(revision, down)).toMatchObject([
      { text: 'select 4', at: { line: 8 } },
    ])
  })

  test('gives those of all blocks of a direction, each with its block', () => {
    const text = `-- migrate:up
select 1; select 2
-- migrate:down
select 3;
-- migrate:up transaction:false
-- nothing
-- migrate:up transaction:false
select 4;
-- migrate:down
select 5`
    const revision = revisionOf(text)
    const { up, down } = revision
    const statements = statementsOf(revision, up)
    expect(statements.map((one) => [one.text, one.at.line, up.blocks.indexOf(one.block)])).toEqual([
      ['select 1', 2, 0],
      ['select 2', 2, 0],
      ['select 4', 8, 2],
    ])
    for (const { at, offset } of statements) {
      expect(at).toEqual(placeOf(revision.file, text, offset))
    }
    expect(down && statementsOf(revision, down).map((one) => one.text)).toEqual([
      'select 3',
      'select 5',
    ])
  })

  test('an empty section has none', () => {
    const revision = revisionOf('-- migrate:up\n\n-- later\n')
    expect(statementsOf(revision, revision.up)).toEqual([])
  })

  test('a quote that is open at the end of its section is refused there', () => {
    const fault = faultOf(revisionOf("-- migrate:up\nselect 'a;\n-- migrate:down\nselect 'b';"))
    expect(fault).toBeInstanceOf(UserError)
    expect(fault).toMatchObject({ code: 'syntax-error', at: { line: 2, column: 8 } })
  })

  test('a quote is not closed by the next block of its direction', () => {
    const fault = faultOf(revisionOf("-- migrate:up\nselect 'a;\n-- migrate:up\nselect 'b';"))
    expect(fault).toMatchObject({ code: 'syntax-error', at: { line: 2, column: 8 } })
  })

  test('a command to psql is refused', () => {
    const fault = faultOf(revisionOf('-- migrate:up\nselect 1;\n\\restrict abc\n'))
    expect(fault).toMatchObject({
      code: 'meta-command',
      message: '"\\restrict" in "migrations/auth/001_a.sql" is a command to psql.',
      at: { line: 3, column: 1 },
    })
  })

  test('a hundred thousand statements take no quadratic time', () => {
    const revision = revisionOf(`-- migrate:up\n${'select 1;\n'.repeat(100_000)}`)
    const started = performance.now()
    expect(statementsOf(revision, revision.up).at(-1)?.at.line).toBe(100_001)
    // 150 ms on the machine it was written on.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

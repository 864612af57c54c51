import { describe, expect, test } from 'vitest'
import { readRevision } from '../history/read-revision.ts'
import type { Hazard } from './hazard.ts'
import { migrationText } from './migration-text.ts'
import type { Plan, PlanBlock, PlannedStatement } from './plan.ts'

const side = { witness: 'a', serverVersion: 180_000, hash: 'h' }

function plan(...blocks: readonly PlanBlock[]): Plan {
  return {
    format: 'elenchus-plan-1',
    from: side,
    to: side,
    triedOn: 180_000,
    timeouts: { lock: 3_000, statement: null },
    renames: [],
    blocks,
    notes: [],
  }
}

function planned(sql: string, ...hazards: readonly Hazard[]): PlannedStatement {
  return {
    sql,
    subject: 'table public.a',
    observed: 'in-transaction',
    locks: [],
    rewrites: [],
    scans: [],
    hazards,
    lockTimeout: 3_000,
    preflight: [],
  }
}

function block(...statements: readonly PlannedStatement[]): PlanBlock {
  return { transaction: true, statements }
}

const nothing = plan()

describe('migrationText', () => {
  test('has a marked block for each block of the plans, and an empty one for a way of nothing', () => {
    const up = plan(
      block(planned('create table a (b int)'), planned('create table c ()')),
      { transaction: false, statements: [planned('create index concurrently i on a (b)')] },
      block(planned('drop table d')),
    )
    expect(migrationText({ up, down: nothing })).toBe(
      [
        '-- migrate:up',
        'create table a (b int);',
        'create table c ();',
        '',
        '-- migrate:up transaction:false',
        'create index concurrently i on a (b);',
        '',
        '-- migrate:up',
        'drop table d;',
        '',
        '-- migrate:down',
        '',
        '',
      ].join('\n'),
    )
  })

  test('is read as a migration with the same blocks', () => {
    const alone = { transaction: false, statements: [planned('vacuum')] }
    const text = migrationText({
      up: plan(block(planned('select 1')), alone),
      down: plan(alone, block(planned('select 2'))),
    })
    expect(read(text)).toMatchObject({
      up: { blocks: [{ transaction: true }, { transaction: false }] },
      down: { blocks: [{ transaction: false }, { transaction: true }] },
    })
  })

  test('hazards stand as comments above their statements, and a name with a line break ends none', () => {
    const hazard = { kind: 'data-loss', sentence: 'Rows of "x\n; drop table y\r\n--" go.' } as const
    const text = migrationText({ up: plan(block(planned('drop table x', hazard))), down: nothing })
    expect(text).toContain(
      '-- migrate:up\n-- data-loss: Rows of "x ; drop table y --" go.\ndrop table x;\n',
    )
  })

  test.each(['-- migrate:down', '  --migrate: rows', '-- Migrate :x', '-- elenchus:requires a/1'])(
    'a statement with the line "%s" is refused, for the file could not be read',
    (line) => {
      const body = `create function f() returns int language sql as $$\n${line}\nselect 1 $$`
      const up = plan(block(planned(body)))
      expect(() => migrationText({ up, down: nothing })).toThrow(
        `A statement has the line "${line.trim()}", which a migration file reads as a marker.`,
      )
      expect(() => migrationText({ up: nothing, down: up })).toThrow(/as a marker/)
    },
  )

  test('other comments in a body are left alone', () => {
    const body = 'create function f() returns int language sql as $$\n-- migrates rows\nselect 1 $$'
    const text = migrationText({ up: plan(block(planned(body))), down: nothing })
    expect(read(text).up.blocks[0]?.text).toContain('\n-- migrates rows\n')
  })
})

function read(text: string): ReturnType<typeof readRevision> {
  return readRevision({ id: '1_a', version: '1', name: 'a', database: 'd', file: 'f.sql', text })
}

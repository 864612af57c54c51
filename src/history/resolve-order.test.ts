import { describe, expect, test } from 'vitest'
import { UserError } from '../kernel/user-error.ts'
import type { OrderedDatabase } from './order-graph.ts'
import { resolveOrder } from './resolve-order.ts'
import type { Requirement, SqlRevision } from './revision.ts'

/** `001_a < auth/001`: an id, and what it requires. */
function databaseOf(name: string, lines: readonly string[], after: string[] = []): OrderedDatabase {
  const revisions = lines.map((line) => revisionOf(name, line))
  return {
    ...{ name, after },
    history: { kind: 'sql', database: name, folder: `migrations/${name}`, revisions },
  }
}

function revisionOf(database: string, line: string): SqlRevision {
  const [id = '', ...requirements] = line.split(' < ')
  const [version = '', ...name] = id.split('_')
  const file = `migrations/${database}/${id}.sql`
  return {
    kind: 'sql',
    ...{ id, version, name: name.join('_'), database, file, title: '', checksum: '', text: '' },
    requires: requirements.map((text, at): Requirement => {
      const [required = '', revision = ''] = text.split('/')
      return { database: required, revision, at: { file, line: at + 2, column: 1 } }
    }),
    up: { blocks: [], optional: null },
    down: null,
  }
}

function orderOf(...databases: readonly OrderedDatabase[]): readonly string[] {
  return resolveOrder(databases).map(({ database, id }) => `${database}/${id}`)
}

function faultOf(...databases: readonly OrderedDatabase[]): UserError {
  try {
    resolveOrder(databases)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('resolveOrder', () => {
  test('without relations one database goes after the other', () => {
    const order = orderOf(databaseOf('b', ['001_x', '002_y']), databaseOf('a', ['001_z']))
    expect(order).toEqual(['b/001_x', 'b/002_y', 'a/001_z'])
  })

  test('after puts all of one database before all of another', () => {
    const order = orderOf(databaseOf('a', ['001_x', '002_y'], ['b']), databaseOf('b', ['001_z']))
    expect(order).toEqual(['b/001_z', 'a/001_x', 'a/002_y'])
  })

  test('after holds through a database without migrations', () => {
    const order = orderOf(
      databaseOf('a', ['001_x'], ['b']),
      databaseOf('b', [], ['c']),
      databaseOf('c', ['001_z']),
    )
    expect(order).toEqual(['c/001_z', 'a/001_x'])
  })

  test('a requirement pulls what it needs forward, and no more', () => {
    const order = orderOf(
      databaseOf('specs', ['001_a', '002_b < auth/002_y', '003_c']),
      databaseOf('auth', ['001_x', '002_y', '003_z']),
    )
    expect(order).toEqual([
      'specs/001_a',
      'auth/001_x',
      'auth/002_y',
      'specs/002_b',
      'specs/003_c',
      'auth/003_z',
    ])
  })

  test('a version alone names a revision too', () => {
    const order = orderOf(databaseOf('a', ['001_x < b/007']), databaseOf('b', ['007_z', '008_y']))
    expect(order).toEqual(['b/007_z', 'a/001_x', 'b/008_y'])
  })

  test('two databases may require each other, revision by revision', () => {
    const order = orderOf(
      databaseOf('a', ['001_a', '002_b < b/001', '003_c < b/002']),
      databaseOf('b', ['001_x < a/001', '002_y < a/002']),
    )
    expect(order).toEqual(['a/001_a', 'b/001_x', 'a/002_b', 'b/002_y', 'a/003_c'])
  })

  test('20,000 revisions that require each other in turn are ordered within seconds', () => {
    const numbers = Array.from({ length: 10_000 }, (_, at) => String(at + 1).padStart(5, '0'))
    const a = databaseOf(
      'a',
      numbers.map((number) => `${number}_a`),
    )
    const b = databaseOf(
      'b',
      numbers.map((number) => `${number}_b < a/${number}`),
      ['c'],
    )
    const c = databaseOf('c', ['1_c < a/10000_a'])
    const started = performance.now()
    const order = orderOf(b, a, c)
    expect(order).toHaveLength(20_001)
    expect(order.indexOf('c/1_c')).toBe(10_000)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('a requirement that nothing meets', () => {
  test('names the database that it nearly is', () => {
    const fault = faultOf(databaseOf('auth', ['001_a']), databaseOf('b', ['001_x < auht/001_a']))
    expect(fault).toMatchObject({
      code: 'unknown-database',
      message: 'There is no database "auht".',
      at: { file: 'migrations/b/001_x.sql', line: 2, column: 1 },
      hint: 'Did you mean "auth"?',
    })
  })

  test('names the revision that it nearly is', () => {
    const fault = faultOf(
      databaseOf('auth', ['001_users', '002_roles']),
      databaseOf('b', ['001_x < auth/001_user']),
    )
    expect(fault).toMatchObject({
      code: 'unknown-revision',
      message: 'The database "auth" has no migration "001_user".',
      at: { file: 'migrations/b/001_x.sql', line: 2 },
      hint: 'Did you mean "auth/001_users"?',
    })
  })

  test('lists what there is where nothing is near', () => {
    const one = databaseOf('auth', ['001_users'])
    expect(faultOf(one, databaseOf('b', ['1_x < zebra/1'])).hint).toBe('There is "auth", "b".')
    expect(faultOf(one, databaseOf('b', ['1_x < auth/settings'])).hint).toContain('Name one by')
  })
})

describe('a circle', () => {
  test('of requirements is shown step by step, with the reason of each', () => {
    const fault = faultOf(
      databaseOf('auth', ['001_a', '002_b < specs/002_y', '003_c']),
      databaseOf('specs', ['001_x < auth/003_c', '002_y']),
    )
    expect(fault.code).toBe('cycle')
    expect(fault.message).toContain('"auth/002_b"')
    expect(fault.at).toMatchObject({ file: 'migrations/auth/002_b.sql', line: 2 })
    expect(fault.details).toEqual([
      'auth/002_b requires specs/002_y (migrations/auth/002_b.sql:2)',
      'specs/002_y comes after specs/001_x (versions)',
      'specs/001_x requires auth/003_c (migrations/specs/001_x.sql:2)',
      'auth/003_c comes after auth/002_b (versions)',
    ])
  })

  test('of a requirement and a setting needs two lines', () => {
    const fault = faultOf(
      databaseOf('auth', ['001_a', '005_y', '006_z'], ['specs']),
      databaseOf('specs', ['001_x', '003_x < auth/005_y', '004_x']),
    )
    expect(fault.details).toEqual([
      'specs/003_x requires auth/005_y (migrations/specs/003_x.sql:2)',
      'auth comes after specs (settings)',
    ])
    expect(fault.hint).toContain('requirement')
  })

  test('of settings alone shows the settings', () => {
    const fault = faultOf(
      databaseOf('a', ['001_x', '002_y'], ['b']),
      databaseOf('b', [], ['c']),
      databaseOf('c', ['001_z'], ['a']),
    )
    expect(fault.details).toEqual([
      'a comes after b (settings)',
      'b comes after c (settings)',
      'c comes after a (settings)',
    ])
    expect(fault.hint).toContain('after')
  })

  test('within one database is a requirement of a later one, or of itself', () => {
    expect(faultOf(databaseOf('a', ['001_x < a/003', '002_y', '003_z'])).details).toEqual([
      'a/001_x requires a/003_z (migrations/a/001_x.sql:2)',
      'a/003_z comes after a/001_x (versions)',
    ])
    expect(faultOf(databaseOf('a', ['001_x < a/001'])).details).toEqual([
      'a/001_x requires a/001_x (migrations/a/001_x.sql:2)',
    ])
  })
})

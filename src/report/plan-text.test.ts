import { describe, expect, test } from 'vitest'
import { hazardKinds } from '../plan/hazard.ts'
import type { Plan, PlanBlock, PlannedLock, PlannedStatement } from '../plan/plan.ts'
import type { SurveyedPlan, SurveyedStatement } from '../plan/surveyed-plan.ts'
import { hazardOrder } from './hazard-text.ts'
import { plainPaint } from './paint.ts'
import { planText } from './plan-text.ts'
import { byteSize } from './quantities.ts'

const users = { schema: 'public', name: 'users' }
const orders = { schema: 'public', name: 'orders' }

const statement = (sql: string, facts: Partial<PlannedStatement> = {}): PlannedStatement => ({
  sql,
  subject: 'table public.users',
  observed: 'in-transaction',
  locks: [],
  rewrites: [],
  scans: [],
  lockTimeout: 3_000,
  hazards: [],
  preflight: [],
  ...facts,
})

const lock = (name: string, mode: PlannedLock['mode'], ofUsers = false): PlannedLock => ({
  relation: { schema: 'public', name },
  mode,
  indexOf: ofUsers ? users : null,
})

const plan = (blocks: readonly PlanBlock[], facts: Partial<Plan> = {}): Plan => ({
  format: 'elenchus-plan-1',
  from: { witness: 'database:auth', serverVersion: 150_018, hash: 'a' },
  to: { witness: 'history:auth', serverVersion: 180_006, hash: 'b' },
  triedOn: 180_006,
  timeouts: { lock: 3_000, statement: null },
  renames: [],
  blocks,
  notes: [],
  ...facts,
})

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`

describe('planText', () => {
  test('two equal schemas need no plan', () => {
    expect(planText(plan([]), plainPaint)).toBe(
      lines('nothing to do: database:auth and history:auth are equal'),
    )
  })

  test('says in one line what it is, then every statement and what it does, then how to go on', () => {
    const validated = statement('alter table public.users validate constraint age', {
      locks: [lock('users', 'share-update-exclusive')],
      scans: [users],
      hazards: [
        { kind: 'may-fail-on-data', sentence: 'A row may not fit.' },
        { kind: 'long-scan', sentence: 'Every row of public.users is read.' },
      ],
      preflight: [{ counts: 'rows that do not fit', sql: 'select count(*)\nfrom users' }],
    })
    const built = statement('create index concurrently b on public.users (b)', {
      observed: 'from-table',
      locks: [lock('users', 'share-update-exclusive')],
      hazards: [{ kind: 'long-scan', sentence: 'Every row of public.users is read.' }],
    })
    const blocks = [
      { transaction: true, statements: [statement('create table public.a ()'), validated] },
      { transaction: false, statements: [built] },
    ]
    const facts = { renames: ['public.a=b'], notes: ['policy x is not planned.'] }
    expect(planText(plan(blocks, facts), plainPaint, { file: 'out/plan.json' })).toBe(
      lines(
        '3 statements in 1 transaction, 1 outside a transaction, database:auth -> history:auth, tried on PostgreSQL 18.6, hazards: long-scan 2, may-fail-on-data 1',
        '',
        'transaction 1 of 1',
        '',
        'create table public.a ();',
        '',
        'alter table public.users validate constraint age;',
        '    locks SHARE UPDATE EXCLUSIVE public.users',
        '    reads every row of public.users',
        '    may-fail-on-data: A row may not fit.',
        '    long-scan: Every row of public.users is read.',
        '    rows that do not fit: not asked yet',
        '      select count(*)',
        '      from users;',
        '',
        'outside a transaction',
        '',
        'create index concurrently b on public.users (b);',
        '    locks SHARE UPDATE EXCLUSIVE public.users (by the documentation, for it cannot be tried)',
        '    long-scan: Every row of public.users is read.',
        '',
        'note: taken for one object: public.a=b',
        'note: policy x is not planned.',
        '',
        'To run it: elenchus run out/plan.json --allow long-scan --allow may-fail-on-data',
      ),
    )
  })

  test('the strongest lock stands first, an index only where its table is not locked as strongly', () => {
    const altered = statement('alter table public.users alter a type bigint', {
      locks: [
        lock('a_idx', 'access-exclusive', true),
        lock('b_idx', 'share', true),
        lock('orders', 'share-row-exclusive'),
        lock('seen', 'access-share'),
        lock('users', 'access-exclusive'),
      ],
      rewrites: [users, orders],
    })
    expect(bodyOf(plan([{ transaction: true, statements: [altered] }]))).toEqual([
      'alter table public.users alter a type bigint;',
      '    locks ACCESS EXCLUSIVE public.users',
      '    locks SHARE ROW EXCLUSIVE public.orders',
      '    locks SHARE index public.b_idx',
      '    rewrites public.users, public.orders',
    ])
  })

  test('of hundreds of partitions eight are named', () => {
    const locks = Array.from({ length: 300 }, (_, at) => lock(`p${at}`, 'access-exclusive'))
    const [, line] = bodyOf(plan([{ transaction: true, statements: [statement('x', { locks })] }]))
    expect(line).toMatch(/^ {4}locks ACCESS EXCLUSIVE public\.p0, .*, public\.p7 and 292 more$/)
  })

  test('what commits on its own was not observed, and says so', () => {
    const filled = statement('do $$ begin commit; end $$', { observed: 'not-observed' })
    expect(bodyOf(plan([{ transaction: false, statements: [filled] }]))).toEqual([
      'do $$ begin commit; end $$;',
      '    commits on its own: what it locks was not observed',
    ])
  })

  test('with a live database: sizes, an order of magnitude, and whether it will fail', () => {
    const query = { counts: 'rows without a', sql: 'select 1 as count;' }
    const surveyed: SurveyedStatement = {
      ...statement('alter table public.users alter a set not null', { scans: [users] }),
      preflight: [
        { ...query, count: 0, failure: null },
        { ...query, count: 12, failure: null },
        { ...query, count: null, failure: 'column "a" does not exist' },
      ],
      sizes: [
        { relation: users, rows: 1_200_000, tableBytes: 3e8, totalBytes: 5e8 },
        { relation: orders, rows: null, tableBytes: 0, totalBytes: 0 },
      ],
      time: 'seconds',
    }
    const blocks = [{ transaction: true, statements: [surveyed] }]
    const whole: SurveyedPlan = { ...plan([]), blocks }
    expect(bodyOf(whole)).toEqual([
      'alter table public.users alter a set not null;',
      '    reads every row of public.users',
      '    public.users: about 1200000 rows, 477 MB with indexes',
      '    takes, as an order of magnitude: seconds',
      '    0 rows without a: fine',
      '    12 rows without a: will fail',
      '    rows without a: column "a" does not exist',
      '      select 1 as count;',
    ])
  })

  test('a plan that was not written to a file says how to write it', () => {
    const text = planText(plan([{ transaction: true, statements: [statement('x')] }]), plainPaint)
    expect(text).toContain('no hazards')
    expect(text).toContain('"--out plan.json", look at it, then: elenchus run plan.json\n')
  })
})

test('hazards stand in the order of the planner', () => {
  expect(hazardOrder).toEqual(hazardKinds)
})

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [8192, '8 kB'],
  [1_500_000, '1.4 MB'],
  [5e8, '477 MB'],
  [3e15, '2728 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text)
})

/** The lines of the only statement. */
function bodyOf(one: Plan): readonly string[] {
  return planText(one, plainPaint, { file: 'plan.json' }).split('\n\n')[2]?.split('\n') ?? []
}

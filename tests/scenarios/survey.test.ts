import { describe, expect, test } from 'vitest'
import type { Plan, PlannedPreflight, PlannedStatement } from '../../src/plan/plan.ts'
import { surveyPlan } from '../../src/plan/survey.ts'
import type { SurveyedStatement } from '../../src/plan/surveyed-plan.ts'
import type { Session } from '../../src/postgres/session.ts'
import { nativeSession, pgliteSession, sessionWithQuery } from '../support/catalogue-session.ts'

const odd = { schema: 'Odd.Name', name: `a"b'; drop table kept` }

describe.each([
  ['PostgreSQL 15', () => nativeSession(15)],
  ['PostgreSQL 18', () => nativeSession(18)],
  ['the embedded PostgreSQL', pgliteSession],
] as const)('on %s', (_, open) => {
  test('sizes are told of tables that are there, whatever they are called', async () => {
    const session = await filled(open)
    const item = { schema: 'public', name: 'item' }
    const [surveyed] = await survey(session, {
      locks: [
        { relation: odd, mode: 'access-exclusive', indexOf: null },
        { relation: { schema: 'public', name: 'kept' }, mode: 'access-share', indexOf: null },
        { relation: { schema: 'public', name: 'item_a' }, mode: 'share', indexOf: item },
      ],
      scans: [item],
    })
    expect(surveyed?.sizes).toEqual([
      { relation: odd, rows: null, tableBytes: 0, totalBytes: 0 },
      {
        relation: item,
        rows: 1000,
        tableBytes: expect.any(Number) as number,
        totalBytes: expect.any(Number) as number,
      },
    ])
    const size = surveyed?.sizes[1] ?? { tableBytes: 0, totalBytes: 0 }
    expect(size.tableBytes).toBeGreaterThan(30_000)
    expect(size.totalBytes).toBeGreaterThan(size.tableBytes)
    expect(surveyed?.time).toBe('instant')
  })

  test('how long it takes is not known of a table that is not there, nor of what was not observed', async () => {
    const session = await filled(open)
    const gone = { schema: 'public', name: 'gone' }
    expect(await survey(session, { scans: [gone] })).toMatchObject([{ sizes: [], time: null }])
    expect(await survey(session, { observed: 'not-observed' })).toMatchObject([{ time: null }])
  })

  test('a preflight query gives its count, or the words in which PostgreSQL refuses it', async () => {
    const session = await filled(open)
    const answers = await answersTo(session, [
      'select count(*) as count from item where a is null',
      'select count(*) as count from item where a > 990;',
      'select count(*) as count from item where later is null -- a comment',
      'select 7 as other',
      'select',
      'select null::integer as count',
    ])
    expect(answers).toEqual([
      [0, null],
      [10, null],
      [null, 'column "later" does not exist'],
      [7, null],
      [null, 'table "preflight" has 0 columns available but 1 columns specified'],
      [null, 'It gives no number.'],
    ])
  })

  test.each([
    'select 1 as count; drop table kept',
    'commit; drop table kept; select 1 as count',
    'drop table kept',
    'select 1 as count) as a; drop table kept; select (1',
    'delete from kept returning 1 as count',
    'with gone as (delete from kept returning 1) select count(*) as count from gone',
    'select 1 as count into copied',
    `select setval('counter', 7) as count`,
    'do $$ begin drop table kept; end $$',
    'commit',
    'set transaction read write',
    '\\connect other',
    `select 'open as count`,
    '',
  ])('an edited query changes nothing: %s', async (sql) => {
    const session = await filled(open)
    const [[count, failure] = [0, null]] = await answersTo(session, [sql])
    expect(count).toBeNull()
    expect(failure).not.toBeNull()
    const rows = await session.query(
      `select count(*) as kept, (select last_value from counter) as last from kept`,
    )
    expect(rows).toEqual([{ kept: 1, last: 1 }])
    expect(await session.query('show transaction_read_only')).toEqual([
      { transaction_read_only: 'off' },
    ])
  })
})

test('a query has half a minute, in a transaction that cannot write', async () => {
  const session = await filled(() => nativeSession(18))
  const [[count] = [null]] = await answersTo(session, [
    `select case when current_setting('statement_timeout') = '30s'
      and current_setting('transaction_read_only') = 'on' then 1 end as count`,
  ])
  expect(count).toBe(1)
})

test('a lost connection ends the survey', async () => {
  const session = await filled(() => nativeSession(18))
  const lost = sessionWithQuery(session, () => Promise.reject(new Error('lost')))
  await expect(answersTo(lost, ['select 1 as count'])).rejects.toThrow('lost')
  await expect(survey(lost, { scans: [odd] })).rejects.toThrow('lost')
})

async function filled(open: () => Promise<Session>): Promise<Session> {
  const session = await open()
  await session.run(`create table kept (); insert into kept default values;
    create sequence counter;
    create schema "Odd.Name"; create table "Odd.Name"."a""b'; drop table kept" (a integer);
    create table item (a integer); create index item_a on item (a);
    insert into item select generate_series(1, 1000); analyze item`)
  return session
}

async function answersTo(
  session: Session,
  queries: readonly string[],
): Promise<readonly (readonly [number | null, string | null])[]> {
  const preflight = queries.map((sql): PlannedPreflight => ({ counts: 'rows', sql }))
  const [statement] = await survey(session, { preflight })
  return (statement?.preflight ?? []).map(({ count, failure }) => [count, failure])
}

async function survey(
  session: Session,
  facts: Partial<PlannedStatement>,
): Promise<readonly SurveyedStatement[]> {
  const side = { witness: 'a', serverVersion: 150_000, hash: '' }
  const plan: Plan = {
    format: 'elenchus-plan-1',
    from: side,
    to: side,
    triedOn: 150_000,
    timeouts: { lock: 3_000, statement: null },
    renames: [],
    blocks: [{ transaction: true, statements: [{ ...bare, ...facts }] }],
    notes: [],
  }
  const { blocks } = await surveyPlan(session, plan)
  return blocks.flatMap(({ statements }) => statements)
}

const bare: PlannedStatement = {
  sql: 'select',
  subject: 'table a',
  observed: 'in-transaction',
  locks: [],
  rewrites: [],
  scans: [],
  lockTimeout: 3_000,
  hazards: [],
  preflight: [],
}

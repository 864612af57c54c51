import { beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/postgres/session.ts'
import { observe } from '../../src/shadow/observe.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { runningOf } from '../../src/sql/running-of.ts'
import {
  nativeSession,
  openSession,
  pgliteSession,
  sessionAt,
} from '../support/catalogue-session.ts'
import { Onlooker, processOf } from '../support/observe-outside.ts'
import { effectsOf, makeShop, type Effects } from '../support/observe-statements.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

interface Case {
  readonly statement: string
  /** Makes what the shop lacks. */
  readonly before?: string
  /** Each is held by another transaction until the statement waits for it. */
  readonly heldUpBy: readonly string[]
  readonly effects: Effects
  /** Relations after whose lock the statement waits for nothing any more: nobody can look. */
  readonly unseen?: readonly string[]
}

const snapshot = 'set transaction isolation level repeatable read; select 1'
const quiet = 'share-update-exclusive'

/** Below place_high stands a table, so that the end of the detaching can be held up as well. */
const deeper = `create table place_new (id integer not null) partition by range (id);
  create table place_deep partition of place_new for values from (10000) to (20000)`

const cases: readonly Case[] = [
  {
    statement: 'create index concurrently fresh on item (quantity)',
    heldUpBy: [snapshot, 'lock table item in row exclusive mode'],
    effects: { item: `${quiet} scan` },
  },
  {
    statement: 'create index concurrently if not exists item_label on item (label)',
    heldUpBy: ['lock table item in share update exclusive mode'],
    effects: { item: quiet },
  },
  {
    statement: 'drop index concurrently item_label',
    heldUpBy: ['lock table item in access share mode'],
    effects: { item: quiet, item_label: quiet },
  },
  {
    statement: 'reindex index concurrently item_label',
    heldUpBy: [snapshot, 'lock table item in row exclusive mode', 'select from item'],
    effects: { item: `${quiet} scan`, item_label: quiet },
  },
  {
    statement: 'reindex table concurrently item',
    heldUpBy: [snapshot, 'lock table item in row exclusive mode', 'select from item'],
    effects: { item: `${quiet} scan`, item_code: quiet, item_label: quiet, item_pkey: quiet },
  },
  {
    statement: 'reindex table concurrently log',
    heldUpBy: ['lock table log in share update exclusive mode'],
    effects: { log: quiet },
  },
  {
    statement: 'reindex table concurrently counts',
    heldUpBy: [snapshot, 'select from counts'],
    effects: { counts: `${quiet} scan`, counts_quantity: quiet },
  },
  {
    statement: 'reindex (concurrently) table event',
    before: 'alter table event attach partition event_high for values from (5000) to (10000)',
    heldUpBy: [
      'lock table event_low, event_high in row exclusive mode',
      'lock table event_high in row exclusive mode',
      'lock table event_low in access share mode',
      'lock table event_high in access share mode',
    ],
    effects: {
      event: quiet,
      event_high: 'share scan',
      event_high_day_idx: quiet,
      event_low: 'share scan',
      event_low_day_idx: quiet,
    },
  },
  {
    statement: 'reindex index concurrently event_day',
    heldUpBy: [
      'alter index event_low_day_idx set (fillfactor = 80)',
      'lock table event_low in row exclusive mode',
    ],
    effects: {
      event: quiet,
      event_day: quiet,
      event_low: `${quiet} scan`,
      event_low_day_idx: 'share',
    },
  },
  {
    statement: 'reindex schema concurrently attic',
    before: 'alter table copied add primary key (id); alter table copied set schema attic',
    heldUpBy: [snapshot, 'lock table attic.copied in row exclusive mode'],
    effects: { 'attic.copied': `${quiet} scan`, 'attic.copied_pkey': quiet },
  },
  {
    statement: 'alter table event detach partition event_low concurrently',
    before: 'alter table event add foreign key (day) references owner',
    heldUpBy: [
      'lock table event_low in access share mode',
      'lock table owner in row exclusive mode',
    ],
    effects: {
      event: quiet,
      event_low: 'access-exclusive',
      event_low_day_idx: 'access-exclusive',
      owner: 'share-row-exclusive',
    },
    unseen: ['event_low_day_idx'],
  },
  {
    statement: 'alter table place detach partition place_low concurrently',
    heldUpBy: [
      'lock table stay in row exclusive mode',
      'lock table stay in access share mode',
      'lock table place_low in access share mode',
    ],
    effects: {
      place: quiet,
      place_low: 'access-exclusive scan',
      place_low_pkey: 'access-exclusive',
      stay: 'access-exclusive scan',
    },
    unseen: ['place_low_pkey'],
  },
  {
    statement: 'alter table place detach partition place_new concurrently',
    before: `alter table stay drop constraint stay_place; ${deeper}; alter table place attach partition place_new for values from (10000) to (20000)`,
    heldUpBy: [
      'lock table place_new in access share mode',
      'lock table place_deep in access share mode',
    ],
    effects: {
      place: quiet,
      place_deep: 'access-exclusive',
      place_new: 'access-exclusive',
      place_new_pkey: 'access-exclusive',
    },
  },
]

beforeAll(loadParser)

describe.each([
  ['PostgreSQL 15', () => nativeSession(15)],
  ['PostgreSQL 18', () => nativeSession(18)],
  ['the embedded PostgreSQL', pgliteSession],
] as const)('on %s', (_, open) => {
  test.each(cases)('knows what it does: $statement', async (one) => {
    const session = await open()
    for (const rows of [0, 100]) {
      await prepare(session, one, rows)
      const observation = await observe(session, one.statement, runningOf(one.statement))
      expect(observation.observed).toBe('from-table')
      expect(effectsOf(observation)).toEqual(one.effects)
    }
  })
})

describe.each([15, 18] as const)('a second session of PostgreSQL %i', (major) => {
  test.each(cases)('sees the same while it is held up: $statement', async (one) => {
    const database = await testDatabase(major)
    const worker = await sessionAt(database.url)
    const onlooker = await Onlooker.of(worker, database.url)
    for (const hold of one.heldUpBy) {
      await prepare(worker, one)
      await onlooker.lookBefore()
      await heldUp(database, hold, async (holderId, release) => {
        const outcome = worker.run(one.statement)
        await onlooker.untilWaitingFor(holderId)
        await onlooker.lookAtLocks()
        await release()
        await outcome
      })
      await onlooker.lookAfter()
    }
    const seen = onlooker.takeEffects()
    await onlooker.end()
    const { unseen = [], effects } = one
    const visible = Object.entries(effects).filter(([name]) => !unseen.includes(name))
    expect(seen).toEqual(Object.fromEntries(visible))
  })
})

async function prepare(session: Session, { before }: Case, rows = 1000): Promise<void> {
  await makeShop(session, rows)
  if (before !== undefined) await session.run(before)
}

async function heldUp(
  database: TestDatabase,
  hold: string,
  work: (holderId: number, release: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const holder = await openSession(database.url)
  const holderId = await processOf(holder)
  await holder.run('set search_path = shop; begin')
  await holder.run(hold)
  await work(holderId, () => holder.close())
}

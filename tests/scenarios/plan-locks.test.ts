import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockModes, strongerLockMode, type LockMode } from '../../src/catalogue/lock-mode.ts'
import { formatName, type QualifiedName } from '../../src/catalogue/qualified-name.ts'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import type { LendShadow } from '../../src/plan/lend-shadow.ts'
import { makePlan, type PlanWitness } from '../../src/plan/make-plan.ts'
import type { Plan, PlanBlock, PlannedStatement } from '../../src/plan/plan.ts'
import { parseRename } from '../../src/plan/rename-request.ts'
import { introspectWithDependencies } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { printedSettings } from '../../src/sql/print/printed-settings.ts'
import { splitScript } from '../../src/sql/split-script.ts'
import { openSession, sessionAt } from '../support/catalogue-session.ts'
import { testCache } from '../support/test-cache.ts'
import { LentShadows } from '../support/lent-shadows.ts'
import { Onlooker, processOf } from '../support/observe-outside.ts'
import type { Effects } from '../support/observe-statements.ts'
import { locksPairs, lockedShop, type LocksPair } from '../support/plan-locks-pairs.ts'
import { lastingDatabase, testDatabase, type TestDatabase } from '../support/test-database.ts'

beforeAll(loadParser)

/** Plans are tried on the engine that is there without a server, and on a server. */
const shadows = {
  15: new LentShadows(() => openEmbedded({ folder: null, cache: testCache })),
  18: new LentShadows(async () => openSession(await lastingDatabase(18))),
}
afterAll(() => Promise.all([shadows[15].close(), shadows[18].close()]))

describe.each([15, 18] as const)('a second session of PostgreSQL %i', (major) => {
  test.each(locksPairs)('sees what the plan says: $name', async (pair) => {
    const database = await testDatabase(major)
    const target = await testDatabase(major)
    const plan = await planOf(pair, shadows[major].lend, { database, target })
    const text = plan.blocks.flatMap((block) => block.statements.map(({ sql }) => sql)).join('\n')
    for (const form of pair.expects) expect(text.toLowerCase()).toContain(form)
    const worker = await sessionAt(database.url)
    for (const setting of printedSettings('session')) await worker.run(setting)
    const onlooker = await Onlooker.of(worker, database.url)
    await onlooker.lookBefore()
    const seen: Told[] = []
    for (const block of plan.blocks) {
      seen.push(...(await seenOf(block, { database, worker, onlooker })))
    }
    await onlooker.end()
    const told = plan.blocks.flatMap(toldOf)
    expect(seen.map((one) => older(one, pair))).toEqual(told.map((one) => older(one, pair)))
  })
})

/** A statement, and what it and those before it in its transaction do to the old relations. */
type Told = readonly [statement: string, effects: Effects | 'not observed']

async function planOf(
  { before = '', change, renames = [], plain }: LocksPair,
  lend: LendShadow,
  { database, target }: { readonly database: TestDatabase; readonly target: TestDatabase },
): Promise<Plan> {
  const start = `${lockedShop}; ${before}`
  const from = await described(database, start)
  const to = await described(target, `${start}; ${change}`)
  const online = plain !== true
  const timeouts = { lock: 3_000, statement: null }
  return makePlan(lend, { from, to, renames: renames.map(parseRename), online, timeouts })
}

async function described({ url }: TestDatabase, script: string): Promise<PlanWitness> {
  const session = await sessionAt(url)
  for (const { text } of splitScript(script, 'pair').statements) await session.run(text)
  return { witness: 'pair', ...(await introspectWithDependencies(session)) }
}

interface Stage {
  readonly database: TestDatabase
  readonly worker: Session
  readonly onlooker: Onlooker
}

async function seenOf(block: PlanBlock, stage: Stage): Promise<readonly Told[]> {
  return block.transaction ? seenInTransaction(block, stage) : seenAlone(block, stage)
}

/** Rewrites and scans are seen after the commit, so they are those of the last statement. */
async function seenInTransaction(
  { statements }: PlanBlock,
  { worker, onlooker }: Stage,
): Promise<readonly Told[]> {
  const seen: Told[] = []
  await worker.run('begin')
  for (const [at, { sql }] of statements.entries()) {
    await worker.run(sql)
    if (at === statements.length - 1) await worker.run('set constraints all immediate')
    await onlooker.lookAtLocks()
    if (at < statements.length - 1) seen.push([sql, onlooker.effectsSoFar()])
  }
  await worker.run('commit')
  await onlooker.lookAfter()
  seen.push([statements.at(-1)?.sql ?? '', onlooker.takeEffects()])
  return seen
}

async function seenAlone({ statements }: PlanBlock, stage: Stage): Promise<readonly Told[]> {
  const seen: Told[] = []
  for (const statement of statements) {
    await runHeldUp(statement, stage)
    await stage.onlooker.lookAfter()
    const effects = stage.onlooker.takeEffects()
    seen.push([statement.sql, statement.observed === 'not-observed' ? 'not observed' : effects])
  }
  return seen
}

/** Another transaction has read the tables and may do so again: the statement waits for its end. */
async function runHeldUp(
  { sql, observed, locks }: PlannedStatement,
  { database, worker, onlooker }: Stage,
): Promise<void> {
  if (observed === 'not-observed') return worker.run(sql)
  const holder = await openSession(database.url)
  const holderId = await processOf(holder)
  await holder.run('begin isolation level repeatable read')
  for (const { relation } of locks.filter(({ indexOf }) => indexOf === null)) {
    await holder.run(`select from ${await onlooker.nameNow(shopName(relation))} where false`)
  }
  const outcome = worker.run(sql)
  await onlooker.untilWaitingFor(holderId)
  await onlooker.lookAtLocks()
  await holder.close()
  await outcome
}

/** Which version opens an index for reading says nothing about anybody who waits. */
function older([statement, effects]: Told, { newer = [] }: LocksPair): Told {
  if (effects === 'not observed') return [statement, effects]
  const entries = Object.entries(effects)
  const kept = entries.filter(([name, words]) => !newer.includes(name) || words !== 'access-share')
  return [statement, Object.fromEntries(kept)]
}

function toldOf({ transaction, statements }: PlanBlock): readonly Told[] {
  let told = new Map<string, Effect>()
  return statements.map((statement, at): Told => {
    if (!transaction) told = new Map()
    add(told, statement)
    if (statement.observed === 'not-observed') return [statement.sql, 'not observed']
    const isLast = !transaction || at === statements.length - 1
    return [statement.sql, wordsOf(told, isLast)]
  })
}

interface Effect {
  readonly lock: LockMode
  readonly rewritten: boolean
  readonly scanned: boolean
}

function add(told: Map<string, Effect>, { locks, rewrites, scans }: PlannedStatement): void {
  const nothing: Effect = { lock: lockModes[0], rewritten: false, scanned: false }
  const put = (relation: QualifiedName, more: Partial<Effect>): void => {
    const name = shopName(relation)
    const known = told.get(name) ?? nothing
    const lock = strongerLockMode(known.lock, more.lock ?? known.lock)
    told.set(name, { ...known, ...more, lock })
  }
  for (const { relation, mode } of locks) put(relation, { lock: mode })
  for (const relation of rewrites) put(relation, { rewritten: true })
  for (const relation of scans) put(relation, { scanned: true })
}

/** As the onlooker names it. */
function shopName(relation: QualifiedName): string {
  return formatName(relation).replace(/^shop\./, '')
}

function wordsOf(told: ReadonlyMap<string, Effect>, isLast: boolean): Effects {
  const entries = [...told].map(([name, { lock, rewritten, scanned }]) => {
    const words: string[] = [lock]
    if (isLast && rewritten) words.push('rewrite')
    if (isLast && scanned) words.push('scan')
    return [name, words.join(' ')] as const
  })
  return Object.fromEntries(entries)
}

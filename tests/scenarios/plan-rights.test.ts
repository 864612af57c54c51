import { beforeAll, describe, expect, test } from 'vitest'
import type { Rights } from '../../src/catalogue/object-rights.ts'
import type { LendShadow } from '../../src/plan/lend-shadow.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import type { Plan, PlanBlock } from '../../src/plan/plan.ts'
import { parseRename } from '../../src/plan/rename-request.ts'
import { introspectRightsAlone, introspectWithRights } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { nativeSession, nativeShadows, pgliteSession } from '../support/catalogue-session.ts'
import { rightsCases, rightsRoles, type RightsCase } from '../support/rights-cases.ts'
import { withinTransaction } from '../support/within-transaction.ts'

beforeAll(loadParser)

describe.each([15, 18] as const)('owners and privileges are kept by PostgreSQL %i', (major) => {
  test.each(rightsCases)('$name', async (one) => {
    const live = await nativeSession(major)
    await keeps([live, nativeShadows(await nativeSession(major))], one)
  })

  test.each(rightsCases.filter((_, at) => at % 3 === 0))('in one go, $name', async (one) => {
    const live = await nativeSession(major)
    await keeps([live, nativeShadows(await nativeSession(major))], one, false)
  })
})

describe('a shadow that is ours has the roles that a plan needs', () => {
  test.each(rightsCases.filter((_, at) => at % 4 === 0))('$name', async (one) => {
    const lend: LendShadow = async (work) => work(await pgliteSession())
    await keeps([await pgliteSession(), lend], one)
  })
})

async function keeps(sessions: Sessions, one: RightsCase, online = true): Promise<void> {
  const [live] = sessions
  const { before, after } = await planned(sessions, one, online)
  if (one.renames === undefined) expect(after.objects).toEqual(before.objects)
  for (const fact of one.holds ?? []) {
    expect([fact, await live.query(`select ${fact} as holds`)]).toEqual([fact, [{ holds: true }]])
  }
}

/** The database, and the one that the plan is tried on. */
type Sessions = readonly [live: Session, lend: LendShadow]

/** What has its owner and its privileges only after the transaction that makes it. */
function givenLater({ statements }: PlanBlock): readonly string[] {
  const given = statements.filter(({ sql }) => /^(grant|revoke|alter .* owner to) /.test(sql))
  return given
    .filter(
      ({ subject }) =>
        !statements.some((other) => other.subject === subject && !given.includes(other)),
    )
    .map(({ sql }) => sql)
}

interface Ran {
  readonly plan: Plan
  readonly before: Rights
  readonly after: Rights
}

async function planned([live, lend]: Sessions, one: RightsCase, online: boolean): Promise<Ran> {
  await makeRoles(live)
  const to = await builtWitness(live, one.after)
  await live.run(one.before)
  const from = { witness: 'before', ...(await introspectWithRights(live)) }
  const renames = (one.renames ?? []).map(parseRename)
  const timeouts = { lock: 3_000, statement: null }
  const plan = await makePlan(lend, { from, to, renames, online, timeouts })
  const text = plan.blocks.flatMap(({ statements }) => statements.map(({ sql }) => sql))
  expect(text).toEqual(expect.arrayContaining([...one.expects]))
  const words = text.join('\n')
  expect(one.forbids?.filter((word) => words.includes(word)) ?? []).toEqual([])
  expect(plan.blocks.flatMap(givenLater)).toEqual([])
  await run(live, plan)
  return { plan, before: from.rights, after: await introspectRightsAlone(live) }
}

async function run(session: Session, { blocks }: Plan): Promise<void> {
  for (const { transaction, statements } of blocks) {
    if (transaction) await session.run('begin')
    for (const { sql } of statements) await session.run(sql)
    if (transaction) await session.run('commit')
  }
}

async function builtWitness(session: Session, script: string) {
  await session.run('begin')
  try {
    await session.run(script)
    return { witness: 'after', ...(await introspectWithRights(withinTransaction(session))) }
  } finally {
    await session.run('rollback')
  }
}

/** They are of the whole server, and stay for other tests. */
async function makeRoles(session: Session): Promise<void> {
  for (const role of rightsRoles) {
    const name = `"${role.replaceAll('"', '""')}"`
    await session.run(`do $$ begin create role ${name};
      exception when duplicate_object or unique_violation then null; end $$`)
  }
}

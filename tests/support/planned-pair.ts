import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { formatDifference, type Difference } from '../../src/compare/difference.ts'
import { differences } from '../../src/compare/differences.ts'
import { learnedFrom } from '../../src/plan/learn.ts'
import type { PlanStep } from '../../src/plan/plan-step.ts'
import { planSteps } from '../../src/plan/plan-steps.ts'
import type { Schema } from '../../src/plan/side.ts'
import { nothingLearned, type Learned } from '../../src/plan/steps/planning.ts'
import { cannotBeReached } from '../../src/plan/unreachable.ts'
import {
  dependenciesInTransaction,
  introspectInTransaction,
} from '../../src/postgres/introspect.ts'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import { majorVersion, type Session } from '../../src/postgres/session.ts'
import { createCatalogue } from '../../src/sql/print/create-catalogue.ts'
import { everythingGone } from './lent-shadows.ts'
import type { PlanScenario } from './plan-scenario.ts'
import type { DrawnPair, DrawnSchema } from './schema-arbitrary/schema-arbitrary.ts'

/** A plan that led to its target. */
export interface PlannedPair {
  readonly steps: readonly PlanStep[]
  /** What had to be tried. */
  readonly learned: Learned
}

/** Plans from one drawn schema to the other, applies it in a transaction, and throws unless it is there. */
export async function reachesTarget(session: Session, pair: DrawnPair): Promise<PlannedPair> {
  const before = scriptOf(pair.from)
  const to = await builtSchema(session, scriptOf(pair.to))
  return reachesSchema(session, before, to)
}

/** Builds a schema from a script, reads it and takes it back. */
export function builtSchema(session: Session, script: string): Promise<Schema> {
  return undone(session, async () => {
    await session.run(script)
    return schemaNow(session)
  })
}

/**
 * Builds a schema from a script, plans from there to another one and applies the plan, all in one
 * transaction that is rolled back.
 *
 * @throws Error with the plan where it fails or does not lead there
 */
export async function reachesSchema(
  session: Session,
  before: string,
  to: Schema,
): Promise<PlannedPair> {
  try {
    return await undone(session, () => reaches(session, { before, to, read: schemaNow }))
  } catch (error) {
    if (!isUnsafeLabel(error)) throw error
    const read = (): Promise<Schema> => undone(session, () => schemaNow(session))
    return withinSchemas(session, () => reaches(session, { before, to, read }))
  }
}

/** A plan that led to its target, and what the two schemas differed in. */
export interface ThereAndBack {
  readonly there: PlannedPair
  readonly found: readonly Difference[]
}

/**
 * As {@link reachesSchema}, and back again to what was built, in one transaction; in several where
 * PostgreSQL cannot do that.
 */
export async function thereAndBack(
  session: Session,
  { before, after }: Pick<PlanScenario, 'before' | 'after'>,
  to: Schema,
): Promise<ThereAndBack> {
  try {
    return await thereAndBackAtOnce(session, before, to)
  } catch (error) {
    if (!isUnsafeLabel(error) && !isInternal(error)) throw error
    const from = await builtSchema(session, before)
    const there = await reachesSchema(session, before, to)
    await reachesSchema(session, after, from)
    return { there, found: differences(from.catalogue, to.catalogue) }
  }
}

/** PostgreSQL 18 trips over some checks of domains that are added after much else. */
function isInternal(error: unknown): boolean {
  const { cause } = error as { readonly cause?: unknown }
  return cause instanceof PostgresError && cause.code === 'XX000'
}

function thereAndBackAtOnce(session: Session, before: string, to: Schema): Promise<ThereAndBack> {
  return undone(session, async () => {
    await session.run(before)
    await session.run('reset all; set check_function_bodies = off')
    const from = await schemaNow(session)
    const there = await learning(session, from, to)
    const reached = await schemaNow(session)
    refuseUnreached(reached.catalogue, to.catalogue, there)
    const back = await learning(session, reached, from)
    const { catalogue } = await introspectInTransaction(session)
    refuseUnreached(catalogue, from.catalogue, back)
    return { there, found: differences(from.catalogue, to.catalogue) }
  })
}

function refuseUnreached(result: Catalogue, target: Catalogue, { steps }: PlannedPair): void {
  const lines = unreached(result, target)
  if (lines.length > 0) throw new Error(`not there: ${lines.join('\n')}\n${planText(steps)}`)
}

interface Attempt {
  readonly before: string
  readonly to: Schema
  readonly read: (session: Session) => Promise<Schema>
}

async function reaches(session: Session, { before, to, read }: Attempt): Promise<PlannedPair> {
  await session.run(before)
  await session.run('reset all; set check_function_bodies = off')
  const planned = await learning(session, await read(session), to)
  const { catalogue } = await read(session)
  refuseUnreached(catalogue, to.catalogue, planned)
  return planned
}

/** A label of an enum can only be used once the transaction that added it has ended. */
function isUnsafeLabel(error: unknown): boolean {
  const UNSAFE_NEW_ENUM_VALUE_USAGE = '55P04'
  return (
    error instanceof Error &&
    error.cause instanceof PostgresError &&
    error.cause.code === UNSAFE_NEW_ENUM_VALUE_USAGE
  )
}

/** Does something without a transaction, in a database that is empty before and afterwards. */
async function withinSchemas<Result>(
  session: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } finally {
    await session.run(`reset all; ${everythingGone}`)
  }
}

/** All statements of a plan as one text. */
export function planText(steps: readonly PlanStep[]): string {
  return steps.flatMap(({ statements }) => statements.map(({ sql }) => `${sql};`)).join('\n')
}

function unreached(result: Catalogue, target: Catalogue): readonly string[] {
  const left = differences(result, target).filter((each) => !cannotBeReached(each))
  return left.map((each) => formatDifference(each, { left: 'result', right: 'target' }))
}

/** Plans and applies, with what each refusal teaches. */
async function learning(session: Session, from: Schema, to: Schema): Promise<PlannedPair> {
  let learned = nothingLearned
  for (;;) {
    const steps = planSteps(from, to, { online: false, major: majorVersion(session), learned })
    await savepoint(session, 'savepoint trial')
    const lesson = await apply(session, steps, learned)
    if (lesson === null) return { steps, learned }
    await savepoint(session, 'rollback to savepoint trial')
    learned = lesson
  }
}

/** Where there is no transaction, there is nothing to learn any more. */
async function savepoint(session: Session, statement: string): Promise<void> {
  try {
    await session.run(statement)
  } catch (error) {
    const NO_ACTIVE_SQL_TRANSACTION = '25P01'
    if (error instanceof PostgresError && error.code === NO_ACTIVE_SQL_TRANSACTION) return
    throw error
  }
}

async function apply(
  session: Session,
  steps: readonly PlanStep[],
  learned: Learned,
): Promise<Learned | null> {
  for (const step of steps) {
    for (const { sql } of step.statements) {
      try {
        await session.run(sql)
      } catch (error) {
        if (!(error instanceof PostgresError)) throw error
        const lesson = learnedFrom(step, error.code, learned)
        if (lesson !== null) return lesson
        throw new Error(`${error.code} ${error.message}\n${sql}\n===\n${planText(steps)}`, {
          cause: error,
        })
      }
    }
  }
  return null
}

async function schemaNow(session: Session): Promise<Schema> {
  const { catalogue } = await introspectInTransaction(session)
  return { catalogue, dependencies: await dependenciesInTransaction(session) }
}

function scriptOf({ catalogue, dependencies }: DrawnSchema): string {
  const { statements } = createCatalogue(catalogue, dependencies)
  return statements.map((statement) => `${statement};\n`).join('')
}

async function undone<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
  await session.run('begin')
  try {
    return await work()
  } finally {
    await session.run('rollback')
  }
}

import { differences } from '../../src/compare/differences.ts'
import { formatDifference } from '../../src/compare/difference.ts'
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
import { printedSettings } from '../../src/sql/print/printed-settings.ts'
import type { DrawnSchema } from './schema-arbitrary/schema-arbitrary.ts'

/**
 * Plans from an empty database to the first schema of a chain, from there to the second, and so on;
 * each plan is applied and its result compared, in a transaction that is rolled back. Where a plan
 * adds a label and uses it, which takes two transactions, the chain goes on from an empty database.
 *
 * @returns how many plans led to their targets
 * @throws Error with the plan where it fails or does not lead to its target
 */
export async function reachesAll(session: Session, chain: readonly DrawnSchema[]): Promise<number> {
  let count = 0
  try {
    let from = await begun(session)
    for (const target of chain) {
      try {
        from = await reached(session, from, target)
      } catch (error) {
        if (!isUnsafeLabel(error)) throw error
        await session.run('rollback')
        from = await reached(session, await begun(session), target)
      }
      count += 1
    }
    return count
  } finally {
    await session.run('rollback')
  }
}

/**
 * The statements that lead from what a database is to a schema, tried on it and rolled back; none
 * where a label is added and used, which takes two transactions.
 */
export async function plannedStatements(
  session: Session,
  target: DrawnSchema,
): Promise<readonly string[]> {
  try {
    const steps = await applied(session, await begun(session), target)
    return steps.flatMap(({ statements }) => statements.map(({ sql }) => sql))
  } catch (error) {
    if (isUnsafeLabel(error)) return []
    throw error
  } finally {
    await session.run('rollback')
  }
}

async function begun(session: Session): Promise<Schema> {
  const settings = printedSettings('transaction').map((setting) => `${setting};`)
  await session.run(`begin; ${settings.join('')}`)
  return schemaNow(session)
}

function isUnsafeLabel(error: unknown): boolean {
  const { cause } = error as { readonly cause?: unknown }
  return cause instanceof PostgresError && cause.code === '55P04'
}

async function reached(session: Session, from: Schema, target: DrawnSchema): Promise<Schema> {
  const steps = await applied(session, from, target)
  const result = await schemaNow(session)
  const open = differences(result.catalogue, target.catalogue).filter(
    (difference) => !cannotBeReached(difference),
  )
  if (open.length === 0) return result
  const labels = { left: 'result', right: 'target' }
  const lines = open.map((difference) => formatDifference(difference, labels))
  throw new Error(`not there: ${lines.join('\n')}\n${textOf(steps)}`)
}

/** Tries again from a savepoint with what a refusal taught. */
async function applied(
  session: Session,
  from: Schema,
  target: DrawnSchema,
): Promise<readonly PlanStep[]> {
  const major = majorVersion(session)
  let learned: Learned = nothingLearned
  for (;;) {
    const steps = planSteps(from, target, { online: false, major, learned })
    await session.run('savepoint before_plan')
    const lesson = await tried(session, steps, learned)
    if (lesson === null) return steps
    await session.run('rollback to savepoint before_plan')
    learned = lesson
  }
}

async function tried(
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
        throw new Error(`${error.code} ${error.message}\n${sql}\n${textOf(steps)}`, {
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

function textOf(steps: readonly PlanStep[]): string {
  return steps.flatMap(({ statements }) => statements.map(({ sql }) => `${sql};`)).join('\n')
}

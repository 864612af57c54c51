import fc from 'fast-check'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { formatDifference } from '../../src/compare/difference.ts'
import { differences } from '../../src/compare/differences.ts'
import { cannotBeReached } from '../../src/plan/unreachable.ts'
import { planSteps } from '../../src/plan/plan-steps.ts'
import { nothingLearned, type Learned } from '../../src/plan/steps/planning.ts'
import type { Schema } from '../../src/plan/side.ts'
import type { PlanStep } from '../../src/plan/plan-step.ts'
import {
  dependenciesInTransaction,
  introspectInTransaction,
} from '../../src/postgres/introspect.ts'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import { majorVersion, type Session } from '../../src/postgres/session.ts'
import { createCatalogue } from '../../src/sql/print/create-catalogue.ts'
import { learnedFrom } from '../../src/plan/learn.ts'
import { oddText } from './schema-arbitrary/odd-text.ts'
import {
  pairArbitrary,
  type DrawnPair,
  type DrawnSchema,
} from './schema-arbitrary/schema-arbitrary.ts'

/** Pairs of schemas of every kind of object, which share few names. */
export function namesakes(): fc.Arbitrary<DrawnPair> {
  return pairArbitrary({ names: 'counted', texts: oddText, full: false })
}

/** Plans from one schema to the other, applies it in a transaction, and throws unless it is there. */
export async function reachesTarget(session: Session, pair: DrawnPair): Promise<number> {
  const to = await built(session, pair.to)
  let learned = nothingLearned
  for (;;) {
    await session.run('begin')
    try {
      await load(session, pair.from)
      const from = await schemaOf(session)
      const options = { online: false, major: majorVersion(session), learned }
      const steps = planSteps(from, to, options)
      const lesson = await apply(session, steps, learned)
      if (lesson !== null) {
        learned = lesson
        continue
      }
      const { catalogue } = await introspectInTransaction(session)
      const left = differences(catalogue, to.catalogue).filter((each) => !cannotBeReached(each))
      const lines = left.map((each) => formatDifference(each, { left: 'result', right: 'target' }))
      if (lines.length > 0)
        throw new Error(
          `not there: ${lines.join('\n')}\n${textOf(steps)}\n${context(from.catalogue)}`,
        )
      return steps.length
    } finally {
      await session.run('rollback')
    }
  }
}

function context(_catalogue: Catalogue): string {
  return ''
}

async function built(session: Session, drawn: DrawnSchema): Promise<Schema> {
  await session.run('begin')
  try {
    await load(session, drawn)
    return await schemaOf(session)
  } finally {
    await session.run('rollback')
  }
}

async function load(session: Session, drawn: DrawnSchema): Promise<void> {
  const { statements } = createCatalogue(drawn.catalogue, drawn.dependencies)
  await session.run(statements.map((statement) => `${statement};\n`).join(''))
}

async function schemaOf(session: Session): Promise<Schema> {
  const { catalogue } = await introspectInTransaction(session)
  return { catalogue, dependencies: await dependenciesInTransaction(session) }
}

async function apply(
  session: Session,
  steps: readonly PlanStep[],
  learned: Learned,
): Promise<Learned | null> {
  await session.run('set local check_function_bodies = off')
  for (const step of steps) {
    for (const { sql } of step.statements) {
      try {
        await session.run(sql)
      } catch (error) {
        if (!(error instanceof PostgresError)) throw error
        const lesson = learnedFrom(step, error.code, learned)
        if (lesson !== null) return lesson
        throw new Error(`${error.code} ${error.message}\n${sql}\n===\n${textOf(steps)}`, {
          cause: error,
        })
      }
    }
  }
  return null
}

function textOf(steps: readonly PlanStep[]): string {
  return steps.flatMap(({ statements }) => statements.map(({ sql }) => `${sql};`)).join('\n')
}

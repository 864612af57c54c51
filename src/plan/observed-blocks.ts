import { blocks as blockedBy } from '../catalogue/lock-mode.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { formatName, type QualifiedName } from '../catalogue/qualified-name.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { Observer } from '../shadow/observe.ts'
import type { Observation } from '../shadow/observation.ts'
import { runningOf } from '../sql/running-of.ts'
import { letsTrafficThrough } from '../sql/lets-traffic-through.ts'
import type { Block, PlacedStatement } from './blocks.ts'
import type { Hazard } from './hazard.ts'
import { OldRelations, type OldEffects } from './old-relations.ts'
import type { PlanBlock, PlannedLock, PlannedStatement, PlanTimeouts } from './plan.ts'
import { refusal } from './refused-statement.ts'

/**
 * Runs the blocks of a plan on the shadow, and notes what each statement locks, rewrites and scans
 * of what was there before the plan.
 */
export async function observedBlocks(
  shadow: Session,
  blocks: readonly Block[],
  { lock }: PlanTimeouts,
): Promise<readonly PlanBlock[]> {
  const old = await OldRelations.of(shadow)
  const observer = new Observer(shadow)
  const observed: PlanBlock[] = []
  for (const { transaction, statements } of blocks) {
    const held: PlannedLock[] = []
    const planned: PlannedStatement[] = []
    for (const placed of statements) {
      const seen = await observeStatement(observer, placed)
      if (!transaction) held.length = 0
      held.push(...old.lockedTables(seen))
      const effects = old.effects(seen)
      const hazards = observedHazards(effects, held)
      const lockTimeout = letsTrafficThrough(runningOf(placed.statement.sql)) ? 0 : lock
      const { observed: source } = seen
      planned.push({
        ...plannedStatement(placed, hazards),
        ...effects,
        observed: source,
        lockTimeout,
      })
    }
    observed.push({ transaction, statements: planned })
  }
  return observed
}

async function observeStatement(
  observer: Observer,
  { statement: { sql } }: PlacedStatement,
): Promise<Observation> {
  try {
    return await observer.observe(sql, runningOf(sql))
  } catch (error) {
    throw error instanceof PostgresError ? refusal(sql, error) : error
  }
}

/** What is known of a statement before it was tried, and the hazards that were observed besides. */
function plannedStatement(
  { step, statement }: PlacedStatement,
  observed: readonly Hazard[],
): Omit<PlannedStatement, 'observed' | 'lockTimeout' | keyof OldEffects> {
  return {
    sql: statement.sql,
    subject: formatReference(step.object),
    hazards: withoutRepeats([...statement.hazards, ...observed]),
    preflight: statement.preflight.map(({ counts, query }) => ({ counts, sql: query })),
  }
}

/** A lock that is held while a table is read or written anew stops others for as long. */
function observedHazards(
  { rewrites, scans }: OldEffects,
  held: readonly PlannedLock[],
): readonly Hazard[] {
  const rewritten: readonly Hazard[] =
    rewrites.length === 0
      ? []
      : [{ kind: 'rewrite', sentence: `Every row of ${names(rewrites)} is written anew.` }]
  const read = scans.filter(
    (name) => !rewrites.some((other) => formatName(other) === formatName(name)),
  )
  const scanned: readonly Hazard[] =
    read.length === 0
      ? []
      : [{ kind: 'long-scan', sentence: `Every row of ${names(read)} is read.` }]
  const takesTime = rewrites.length + scans.length > 0
  return [...(takesTime ? blockingHazards(held) : []), ...rewritten, ...scanned]
}

function blockingHazards(held: readonly PlannedLock[]): readonly Hazard[] {
  const blocked = (what: 'reads-and-writes' | 'writes'): string =>
    names(held.filter(({ mode }) => blockedBy(mode) === what).map(({ relation }) => relation))
  const reads = blocked('reads-and-writes')
  const writes = blocked('writes')
  return [
    ...(reads === ''
      ? []
      : [
          { kind: 'blocks-reads', sentence: `Nobody reads or writes ${reads} meanwhile.` } as const,
        ]),
    ...(writes === ''
      ? []
      : [{ kind: 'blocks-writes', sentence: `Nobody writes to ${writes} meanwhile.` } as const]),
  ]
}

function names(all: readonly QualifiedName[]): string {
  return [...new Set(all.map(formatName))].sort().join(', ')
}

function withoutRepeats(hazards: readonly Hazard[]): readonly Hazard[] {
  const seen = new Set<string>()
  return hazards.filter(({ kind, sentence }) => {
    const key = `${kind}\0${sentence}`
    return !seen.has(key) && seen.add(key)
  })
}

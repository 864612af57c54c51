import type { Catalogue } from '../catalogue/catalogue.ts'
import { blocks as blockedBy } from '../catalogue/lock-mode.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { formatName, type QualifiedName } from '../catalogue/qualified-name.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { observe } from '../shadow/observe.ts'
import type { Observation, RelationLock } from '../shadow/observation.ts'
import { runningOf } from '../sql/running-of.ts'
import type { Block, PlacedStatement } from './blocks.ts'
import type { Hazard } from './hazard.ts'
import type { PlanBlock, PlannedStatement } from './plan.ts'
import { RefusedStatement } from './trial.ts'

/**
 * Runs the blocks of a plan on the shadow, and notes what each statement locks, rewrites and scans
 * of what was there before the plan.
 */
export async function observedBlocks(
  shadow: Session,
  blocks: readonly Block[],
  before: Catalogue,
): Promise<readonly PlanBlock[]> {
  const old = oldRelations(before)
  const tables = new Set([...before.tables, ...before.views].map(formatName))
  const observed: PlanBlock[] = []
  for (const { transaction, statements } of blocks) {
    const held: RelationLock[] = []
    const planned: PlannedStatement[] = []
    for (const placed of statements) {
      const seen = ofOld(await observeStatement(shadow, placed), old)
      if (!transaction) held.length = 0
      held.push(...seen.locks.filter(({ relation }) => tables.has(formatName(relation))))
      planned.push(plannedStatement(placed, seen, held))
    }
    observed.push({ transaction, statements: planned })
  }
  return observed
}

async function observeStatement(
  shadow: Session,
  { statement: { sql } }: PlacedStatement,
): Promise<Observation> {
  try {
    return await observe(shadow, sql, runningOf(sql))
  } catch (error) {
    throw error instanceof PostgresError ? new RefusedStatement(sql, error) : error
  }
}

/** The names of tables, views and their indexes. */
function oldRelations({ tables, views, sequences }: Catalogue): ReadonlySet<string> {
  const relations = [...tables, ...views]
  const indexes = relations.flatMap((relation) =>
    [
      ...('indexes' in relation ? relation.indexes : []),
      ...('constraints' in relation ? relation.constraints : []),
    ].map(({ name }) => ({ schema: relation.schema, name })),
  )
  return new Set([...relations, ...sequences, ...indexes].map(formatName))
}

function ofOld(observation: Observation, old: ReadonlySet<string>): Observation {
  const isOld = (name: QualifiedName): boolean => old.has(formatName(name))
  return {
    observed: observation.observed,
    locks: observation.locks.filter(({ relation }) => isOld(relation)),
    rewrites: observation.rewrites.filter(isOld),
    scans: observation.scans.filter(isOld),
  }
}

function plannedStatement(
  { step, statement }: PlacedStatement,
  seen: Observation,
  held: readonly RelationLock[],
): PlannedStatement {
  return {
    sql: statement.sql,
    subject: formatReference(step.object),
    observed: seen.observed,
    locks: seen.locks,
    rewrites: seen.rewrites.map(formatName),
    scans: seen.scans.map(formatName),
    hazards: withoutRepeats([...statement.hazards, ...observedHazards(seen, held)]),
    preflight: statement.preflight.map(({ counts, query }) => ({ counts, sql: query })),
  }
}

/** A lock that is held while a table is read or written anew stops others for as long. */
function observedHazards(
  { rewrites, scans }: Observation,
  held: readonly RelationLock[],
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

function blockingHazards(held: readonly RelationLock[]): readonly Hazard[] {
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

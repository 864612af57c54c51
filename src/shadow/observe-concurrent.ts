import { strongerLockMode } from '../catalogue/lock-mode.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { Session, Value } from '../postgres/session.ts'
import { named } from '../sql/identifier.ts'
import type { StatementRun } from '../sql/statement-run.ts'
import {
  concurrentEffects,
  type ConcurrentEffect,
  type ConcurrentRole,
} from './concurrent-effects.ts'
import { readQuery } from './read-query.ts'
import type { Observation, ObservedRelation, RelationLock } from './observation.ts'

const createIndexQuery = readQuery('concurrent-create-index')
const dropIndexQuery = readQuery('concurrent-drop-index')
const reindexQuery = readQuery('concurrent-reindex')
const detachQuery = readQuery('concurrent-detach')

/** A statement that takes several transactions of its own, so as to lock little. */
export type ConcurrentRun = Extract<StatementRun, { readonly kind: `${string}-concurrently` }>

/**
 * Runs one concurrent statement, and says from the fixed table what it does to the relations that
 * were there before it.
 *
 * @throws PostgresError where the statement fails; something half done can be left then
 */
export async function observeConcurrent(
  session: Session,
  statement: string,
  running: ConcurrentRun,
): Promise<Observation> {
  const { query, values } = questionOf(running)
  const rows = await session.query<RoleRow>(query, values)
  await session.run(statement)
  return observationOf(rows)
}

interface RoleRow extends ObservedRelation {
  readonly role: ConcurrentRole
}

interface Question {
  readonly query: string
  readonly values: readonly Value[]
}

function questionOf(running: ConcurrentRun): Question {
  switch (running.kind) {
    case 'create-index-concurrently':
      return { query: createIndexQuery, values: [named(running.table), running.name] }
    case 'drop-index-concurrently':
      return { query: dropIndexQuery, values: [running.names.map(named)] }
    case 'reindex-concurrently':
      return { query: reindexQuery, values: [running.target, reindexed(running)] }
    case 'detach-concurrently':
      return { query: detachQuery, values: [named(running.table), named(running.partition)] }
  }
}

/** A schema is looked up by its name, the rest as PostgreSQL looks up a name in a statement. */
function reindexed({
  target,
  name,
}: Extract<ConcurrentRun, { kind: 'reindex-concurrently' }>): string | null {
  if (name === null) return null
  return target === 'schema' ? name.name : named(name)
}

function observationOf(rows: readonly RoleRow[]): Observation {
  const effects = new Map<number, { readonly relation: ObservedRelation } & ConcurrentEffect>()
  for (const { role, oid, schema, name } of rows) {
    const relation = { oid, schema, name }
    const { lock, scanned } = concurrentEffects[role]
    const known = effects.get(oid) ?? { lock, scanned }
    effects.set(oid, {
      relation,
      lock: strongerLockMode(known.lock, lock),
      scanned: known.scanned || scanned,
    })
  }
  const sorted = sortedBy(effects.values(), (effect) => formatName(effect.relation))
  return {
    observed: 'from-table',
    locks: sorted.map(({ relation, lock }): RelationLock => ({ relation, mode: lock })),
    rewrites: [],
    scans: sorted
      .filter((effect) => effect.scanned)
      .map((effect) => ({ ...effect.relation, onlyFor: null })),
  }
}

import { formatReference } from '../../catalogue/object-reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { setNullable } from '../../sql/print/column.ts'
import { sql } from '../../sql/sql.ts'
import type { Hazard } from '../hazard.ts'
import { statements, type PlanStep } from '../plan-step.ts'
import type { Preflight } from '../preflight.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import { alterStep, isCarried, type ColumnChange } from './column-change.ts'
import { addGuard, notNullGuard, replaceGuard, validateGuard } from './not-null-guard.ts'
import type { Planning } from './planning.ts'

/** The steps that let nulls in or keep them out; online by way of a guard. */
export function notNullSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  if (!change.attributes.has('nullable') || isCarried(change, 'nullable', planning)) return []
  if (change.to.nullable) return [nullsLetIn(change, planning)]
  if (planning.options.online) return onlineSteps(change, planning)
  const hazards = [mayFail(change), breaksWriters(change)]
  const facts = { hazards, preflight: [nullsCounted(change)] }
  return [alterStep(change, statements(setNullable(change.table, change.to), facts))]
}

/** A primary key has to be gone before. */
function nullsLetIn(change: ColumnChange, { sides, fates, removals }: Planning): PlanStep {
  const keys = (sides.from.dependents.get(change.key) ?? []).map(({ dependent }) =>
    referenceKey(dependent),
  )
  const removed = keys.filter((key) => fates.isRemoved(key))
  return alterStep(change, statements(setNullable(change.table, change.to)), {
    after: removed.map((dependent) => ({ dependent, key: removals.goneKey(dependent) })),
  })
}

/** The check is not valid at first, which only writers notice; rows fail when it is validated. */
function onlineSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const facts = { hazards: [mayFail(change)], preflight: [nullsCounted(change)] }
  const guard = notNullGuard({ table: change.table, column: change.to.name }, planning)
  return [
    alterStep(change, statements([addGuard(guard)], { hazards: [breaksWriters(change)] })),
    alterStep(change, statements(validateGuard(guard), { mode: 'apart', ...facts }), {
      rank: 'validation',
    }),
    alterStep(change, statements(replaceGuard(guard)), { rank: 'contraction' }),
  ]
}

function mayFail({ reference }: ColumnChange): Hazard {
  return { kind: 'may-fail-on-data', sentence: `${formatReference(reference)} may hold nulls.` }
}

function breaksWriters({ reference }: ColumnChange): Hazard {
  const sentence = `Code that leaves ${formatReference(reference)} empty fails.`
  return { kind: 'breaks-application', sentence }
}

function nullsCounted({ table, to }: ColumnChange): Preflight {
  return {
    counts: `rows of ${table.schema}.${table.name} without ${to.name}`,
    query: sql`select count(*) as count from ${qualified(table)} where ${identifier(to.name)} is null`,
  }
}

import { formatReference } from '../../catalogue/object-reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { dropConstraint, validateConstraint } from '../../sql/print/constraint.ts'
import { setNullable } from '../../sql/print/column.ts'
import { sql } from '../../sql/sql.ts'
import type { Hazard } from '../hazard.ts'
import { statements, type PlanStep } from '../plan-step.ts'
import type { Preflight } from '../preflight.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import { spareName } from '../spare-name.ts'
import { alterStep, isCarried, type ColumnChange } from './column-change.ts'
import type { Planning } from './planning.ts'

/**
 * The steps that let nulls in or keep them out. Online, a check that is first not valid is tried
 * while reads and writes go on, and spares the scan that `set not null` would do under its lock
 * (PostgreSQL 12, https://www.postgresql.org/docs/current/sql-altertable.html).
 */
export function notNullSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  if (!change.attributes.has('nullable') || isCarried(change, 'nullable', planning)) return []
  if (change.to.nullable) return [nullsLetIn(change, planning)]
  const facts = { hazards: hazardsOf(change), preflight: [nullsCounted(change)] }
  if (!planning.options.online) {
    return [alterStep(change, statements(setNullable(change.table, change.to), facts))]
  }
  return onlineSteps(change, facts)
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

function onlineSteps(
  change: ColumnChange,
  facts: { readonly hazards: readonly Hazard[]; readonly preflight: readonly Preflight[] },
): readonly PlanStep[] {
  const { table, to } = change
  const check = { name: spareName(to.name, 'is not null') }
  const condition = sql`check (${identifier(to.name)} is not null) not valid`
  const add = sql`alter table ${qualified(table)} add constraint ${identifier(check.name)} ${condition}`
  return [
    alterStep(change, statements([add], facts)),
    alterStep(change, statements(validateConstraint(table, check), { mode: 'apart' }), {
      rank: 'validation',
    }),
    alterStep(change, statements([...setNullable(table, to), ...dropConstraint(table, check)]), {
      rank: 'contraction',
    }),
  ]
}

function hazardsOf({ reference }: ColumnChange): readonly Hazard[] {
  const name = formatReference(reference)
  return [
    { kind: 'may-fail-on-data', sentence: `${name} may hold nulls.` },
    { kind: 'breaks-application', sentence: `Code that leaves ${name} empty fails.` },
  ]
}

function nullsCounted({ table, to }: ColumnChange): Preflight {
  return {
    counts: `rows of ${table.schema}.${table.name} without ${to.name}`,
    query: sql`select count(*) as count from ${qualified(table)} where ${identifier(to.name)} is null`,
  }
}

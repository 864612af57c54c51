import { formatReference } from '../../catalogue/object-reference.ts'
import { setDeferral, validateConstraint } from '../../sql/print/constraint.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { originalsOf } from '../removals.ts'
import type { Planning } from './planning.ts'
import { unfitRows } from './unfit-rows.ts'

/** The steps that change a constraint in place: when it is checked, and whether all rows were tried. */
export function alterConstraintSteps(key: string, planning: Planning): readonly PlanStep[] {
  const { sides, fates } = planning
  const to = sides.to.objects.get(key)
  if (to?.kind !== 'constraint') return []
  const changed = fates.changed(key)
  const { schema, relation: name } = to.reference
  const table = { schema, name }
  const carried = originalsOf(to, sides, fates).some((original) => fates.altered.has(original))
  const steps: PlanStep[] = []
  if (to.described.kind === 'foreign-key' && changed.has('deferral') && !carried) {
    const done = statements(setDeferral(table, to.described))
    steps.push(planStep({ rank: 'alter', object: to.reference, statements: done }))
  }
  if (changed.has('validated') && !carried) {
    const facts = {
      mode: 'apart',
      hazards: [
        {
          kind: 'may-fail-on-data',
          sentence: `A row may not fit ${formatReference(to.reference)}.`,
        },
      ],
      preflight: unfitRows(table, to.described),
    } as const
    const done = statements(validateConstraint(table, to.described), facts)
    steps.push(planStep({ rank: 'validation', object: to.reference, statements: done }))
  }
  return steps
}

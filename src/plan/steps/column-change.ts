import type { Column } from '../../catalogue/column.ts'
import type { ReferenceTo } from '../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { AttributeName } from '../../compare/attribute.ts'
import { planStep, type PlanStatement, type PlanStep } from '../plan-step.ts'
import { originalsOf } from '../removals.ts'
import type { Planning } from './planning.ts'

/** A column that stays, as it is and as it shall be. */
export interface ColumnChange {
  readonly key: string
  readonly reference: ReferenceTo<'column'>
  readonly table: QualifiedName
  readonly from: Column
  readonly to: Column
  readonly attributes: ReadonlySet<AttributeName>
}

/** What is to be done to a column; null for what stays no column. */
export function columnChange(key: string, { sides, fates }: Planning): ColumnChange | null {
  const [from, to] = [sides.from.objects.get(key), sides.to.objects.get(key)]
  if (from?.kind !== 'column' || to?.kind !== 'column') return null
  const { schema, relation: name } = to.reference
  return {
    key,
    reference: to.reference,
    table: { schema, name },
    from: from.described,
    to: to.described,
    attributes: fates.changed(key),
  }
}

/** A step of a column with nothing special about it. */
export function alterStep(
  { reference }: Pick<ColumnChange, 'reference'>,
  done: readonly PlanStatement[],
  rest: Partial<PlanStep> = {},
): PlanStep {
  return planStep({
    rank: 'alter',
    object: reference,
    statements: done,
    ...rest,
  })
}

/** Whether the statement for the column of a parent changes that of the child too. */
export function isCarried(
  { key }: Pick<ColumnChange, 'key'>,
  attribute: AttributeName,
  { sides, fates }: Planning,
): boolean {
  const object = sides.from.objects.get(key)
  if (object === undefined) return false
  return originalsOf(object, sides, fates).some((original) =>
    (fates.altered.get(original) ?? []).some((changed) => changed.attribute === attribute),
  )
}

/** Whether the default of a column is taken away for a while, because it cannot stay meanwhile. */
export function losesDefault(key: string, { sides, fates }: Planning): boolean {
  const column = sides.from.objects.get(key)
  if (column?.kind !== 'column' || column.described.generated !== null) return false
  const { default: given } = column.described
  return fates.redefaulted.has(key) || (given !== null && fates.retyped.has(key))
}

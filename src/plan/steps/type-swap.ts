import { referenceKey } from '../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { renameType } from '../../sql/print/rename.ts'
import { planStep, statements, type PlanStep, type Removal } from '../plan-step.ts'
import { goneKey } from '../removals.ts'
import { partsBefore } from './parts-before.ts'
import type { Planning } from './planning.ts'

/**
 * Whether a type that is made anew is first moved aside, because columns that stay have it: they
 * take the new type by way of text, then the old one goes.
 */
export function isSwapped(key: string, { sides, fates }: Planning): boolean {
  const object = sides.from.objects.get(key)
  if (object?.kind !== 'type' || !fates.replaced.has(key)) return false
  // Its constructors keep their names and would be in the way of the new ones.
  if (object.described.kind === 'range') return false
  const dependents = sides.from.dependents.get(key) ?? []
  return dependents.some(
    ({ dependent }) => dependent.kind === 'column' && fates.isKept(referenceKey(dependent)),
  )
}

/** The name that a type has while it is aside. */
export function oldName(
  { schema, name }: QualifiedName,
  { spareName }: Pick<Planning, 'spareName'>,
): QualifiedName {
  return { schema, name: spareName(name, '(old)') }
}

/** The steps that move types aside. */
export function typeMoveSteps(planning: Planning): readonly PlanStep[] {
  const swapped = [...planning.fates.replaced].filter((key) => isSwapped(key, planning))
  return swapped.flatMap((key) => {
    const object = planning.sides.from.objects.get(key)
    if (object?.kind !== 'type') return []
    return [
      planStep({
        rank: 'type-move',
        object: object.reference,
        statements: statements(
          renameType(object.described, oldName(object.described, planning).name),
        ),
        makes: [goneKey(key)],
        needs: partsBefore(key, planning),
        after: routinesOf(key, planning),
      }),
    ]
  })
}

/** To drop a function is to name its arguments' types, so it is done while they have their names. */
function routinesOf(key: string, { sides, fates, removals }: Planning): readonly Removal[] {
  return (sides.from.dependents.get(key) ?? []).flatMap(({ dependent }) => {
    const other = referenceKey(dependent)
    const named = dependent.kind === 'routine' || dependent.kind === 'aggregate'
    return named && fates.isRemoved(other)
      ? [{ dependent: other, key: removals.goneKey(other) }]
      : []
  })
}

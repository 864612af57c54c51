import { referenceKey, type ObjectKind } from '../../catalogue/object-reference.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { dropIndex } from '../../sql/print/table-index.ts'
import type { PlanRank } from '../plan-rank.ts'
import { planStep, statements, type PlanStep, type Removal } from '../plan-step.ts'
import { columnsAbove, goneKey, leavesBelow, leavesParents, originalsOf } from '../removals.ts'
import { partsBefore } from './parts-before.ts'
import type { Planning } from './planning.ts'
import { afterLeaving } from './attachment.ts'
import { canBeConcurrent, isBuiltAside } from './index-aside.ts'
import { losesDefault } from './column-change.ts'
import { dropHazards } from './drop-hazards.ts'
import { dropOldType, dropStatements } from './drop-statements.ts'
import { takesTypeByWayOfText } from './retype.ts'
import { builtKey, buriedKey, releasedKey } from './step-keys.ts'
import { isSwapped } from './type-swap.ts'

/** The steps that take away what the new schema has not, or has anew. */
export function dropSteps(planning: Planning): readonly PlanStep[] {
  return planning.removals.droppers.flatMap((key) => {
    const object = planning.sides.from.objects.get(key)
    // A column that is contracted goes in the step that puts the other in its place.
    const contracted = planning.fates.expanded.has(key)
    return object === undefined || contracted ? [] : [dropStep(key, object, planning)]
  })
}

function dropStep(key: string, object: CatalogueObject, planning: Planning): PlanStep {
  const waiting = waitsFor(key, planning)
  if (isDroppedConcurrently(key, planning)) return concurrentDrop(key, object, planning)
  const swapped = isSwapped(key, planning)
  if (goesWithLeaving(object, planning)) return fallenStep(key, object, planning)
  return planStep({
    rank: rankOf(object),
    object: object.reference,
    statements: statements(
      swapped ? dropOldType(object, planning) : dropStatements(object, planning),
      {
        hazards: swapped ? [] : dropHazards(object, planning),
      },
    ),
    // The name of a type that was moved away is free before it is dropped.
    makes: [swapped ? buriedKey(key) : goneKey(key)],
    needs: [
      ...waiting.kept,
      ...(swapped ? [goneKey(key)] : []),
      ...(object.kind === 'schema' ? contentOf(object.described.name, planning) : []),
      ...leavingBefore(object, planning),
      ...aboveBefore(object, planning),
      ...partsBefore(key, planning),
    ],
    after: waiting.removed,
  })
}

/** A partition loses its copies of its parent's triggers when it is detached. */
function goesWithLeaving(object: CatalogueObject, planning: Planning): boolean {
  if (object.kind !== 'trigger') return false
  const { schema, relation: name } = object.reference
  const table = referenceKey({ kind: 'table', schema, name })
  return object.described.inherited && leavesParents(table, planning.fates)
}

function fallenStep(key: string, object: CatalogueObject, planning: Planning): PlanStep {
  return planStep({
    rank: rankOf(object),
    object: object.reference,
    statements: [],
    makes: [goneKey(key)],
    needs: leavingBefore(object, planning),
  })
}

function leavingBefore(object: CatalogueObject, planning: Planning): readonly string[] {
  if (!('relation' in object.reference)) return []
  const { schema, relation: name } = object.reference
  const own = goneKey(referenceKey({ kind: 'table', schema, name }))
  return afterLeaving({ schema, name }, planning).filter((key) => key !== own)
}

/** A part from above cannot be dropped before the one above was, where that left it alone. */
function aboveBefore(object: CatalogueObject, { sides, fates }: Planning): readonly string[] {
  const left = originalsOf(object, sides, fates).filter(
    (original) => fates.isRemoved(original) && leavesBelow(original, sides, fates),
  )
  // A column that a child declares itself stays inherited until the parent has dropped its own.
  const declared = columnsAbove(object, sides, fates).filter((above) => fates.isRemoved(above))
  return [...new Set([...left, ...declared])].map(goneKey)
}

/** Unless something waits for it in the transaction. */
function isDroppedConcurrently(key: string, planning: Planning): boolean {
  if (!canBeConcurrent(key, planning)) return false
  return !planning.fates.replaced.has(key) || isBuiltAside(key, planning)
}

function concurrentDrop(key: string, object: CatalogueObject, planning: Planning): PlanStep {
  const { kept, removed } = waitsFor(key, planning)
  const { reference } = object
  const index = reference.kind === 'index' ? dropIndex(reference, { concurrently: true }) : []
  return planStep({
    rank: 'drop-concurrently',
    object: reference,
    statements: statements(index, { mode: 'alone' }),
    makes: [goneKey(key)],
    needs: [...kept, builtKey(key)],
    after: removed,
  })
}

interface Waiting {
  readonly kept: readonly string[]
  readonly removed: readonly Removal[]
}

/** What needs an object, or what goes with it, has to be gone or to have let go before. */
function waitsFor(key: string, planning: Planning): Waiting {
  const { sides, removals, fates } = planning
  const kept: string[] = []
  const removed: Removal[] = []
  for (const member of removals.membersOf(key)) {
    for (const { dependent } of sides.from.dependents.get(member) ?? []) {
      const other = referenceKey(dependent)
      if (fates.isRemoved(other)) {
        if (removals.dropperOf(other) !== key) {
          removed.push({ dependent: other, key: lastKey(removals.dropperOf(other), planning) })
        }
      } else kept.push(...letGoKeys(other, member, planning))
    }
  }
  return { kept, removed }
}

/** What a step makes after which an object is gone altogether, and not only moved away. */
function lastKey(dropper: string, planning: Planning): string {
  return isSwapped(dropper, planning) ? buriedKey(dropper) : goneKey(dropper)
}

/** What a step makes after which an object that stays no longer needs what goes. */
function letGoKeys(key: string, of: string, planning: Planning): readonly string[] {
  const { fates, sides } = planning
  const released = releasedKey(key)
  if (takesTypeByWayOfText({ key }, planning)) return [released]
  if (fates.retyped.has(key)) {
    const byDefault = sides.from.objects.get(of)?.kind !== 'type'
    return byDefault && losesDefault(key, planning) ? [released] : [released, key]
  }
  const isEarly = [fates.redefaulted, fates.released, fates.emptied].some((keys) => keys.has(key))
  if (isEarly) return [released]
  return [released, key]
}

function contentOf(schema: string, { sides, fates, removals }: Planning): readonly string[] {
  const inside = [...sides.from.objects].filter(
    ([key, { reference }]) =>
      'schema' in reference && reference.schema === schema && fates.isRemoved(key),
  )
  return inside.map(([key]) => removals.goneKey(key))
}

function rankOf(object: CatalogueObject): PlanRank {
  const isForeignKey = object.kind === 'constraint' && object.described.kind === 'foreign-key'
  return isForeignKey ? 'drop-foreign-key' : ranks[object.kind]
}

const ranks: Readonly<Record<ObjectKind, PlanRank>> = {
  policy: 'drop-policy',
  trigger: 'drop-trigger',
  view: 'drop-view',
  'view-column': 'drop-view',
  statistics: 'drop-statistics',
  constraint: 'drop-constraint',
  'domain-check': 'drop-constraint',
  index: 'drop-index',
  table: 'drop-table',
  column: 'drop-column',
  'composite-attribute': 'drop-column',
  routine: 'drop-routine',
  aggregate: 'drop-routine',
  sequence: 'drop-sequence',
  type: 'drop-type',
  extension: 'drop-extension',
  schema: 'drop-schema',
  undescribed: 'drop-schema',
}

import { formatReference, referenceKey } from '../../catalogue/object-reference.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { dropAggregate } from '../../sql/print/aggregate.ts'
import { dropColumn, setNullable } from '../../sql/print/column.ts'
import { dropAttribute } from '../../sql/print/composite-type.ts'
import { dropConstraint } from '../../sql/print/constraint.ts'
import { dropDomain, dropDomainCheck } from '../../sql/print/domain.ts'
import { dropExtension } from '../../sql/print/extension.ts'
import { dropMaterializedView } from '../../sql/print/materialized-view.ts'
import { dropPolicy } from '../../sql/print/policy.ts'
import { dropRoutine } from '../../sql/print/routine.ts'
import { dropSchema } from '../../sql/print/schema.ts'
import { dropSequence } from '../../sql/print/sequence.ts'
import { dropStatistics } from '../../sql/print/statistics.ts'
import { dropIndex } from '../../sql/print/table-index.ts'
import { dropTable } from '../../sql/print/table.ts'
import { dropTrigger } from '../../sql/print/trigger.ts'
import { dropType } from '../../sql/print/user-type.ts'
import { dropView } from '../../sql/print/view.ts'
import type { Sql } from '../../sql/sql.ts'
import type { Hazard, HazardKind } from '../hazard.ts'
import type { PlanRank } from '../plan-rank.ts'
import { planStep, statements, type PlanStep, type Removal } from '../plan-step.ts'
import { goneKey, leavesBelow, leavesParents, originalsOf } from '../removals.ts'
import type { Planning } from './planning.ts'
import { afterLeaving } from './attachment.ts'
import { canBeConcurrent, isBuiltAside } from './index-aside.ts'
import { losesDefault } from './column-change.ts'
import { takesTypeByWayOfText } from './retype.ts'
import { builtKey, buriedKey, releasedKey } from './step-keys.ts'
import { isSwapped, oldName } from './type-swap.ts'

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
    statements: statements(swapped ? dropOldType(object) : dropOf(object, planning), {
      hazards: swapped ? [] : hazardsOf(object, planning),
    }),
    // The name of a type that was moved away is free before it is dropped.
    makes: [swapped ? buriedKey(key) : goneKey(key)],
    needs: [
      ...waiting.kept,
      ...(swapped ? [goneKey(key)] : []),
      ...(object.kind === 'schema' ? contentOf(object.described.name, planning) : []),
      ...leavingBefore(object, planning),
      ...aboveBefore(object, planning),
    ],
    after: waiting.removed,
  })
}

/** A partition loses its copies of its parent's triggers when it is detached. */
function goesWithLeaving(
  { reference, described, kind }: CatalogueObject,
  planning: Planning,
): boolean {
  if (kind !== 'trigger' || reference.kind !== 'trigger') return false
  const { schema, relation: name } = reference
  const table = referenceKey({ kind: 'table', schema, name })
  return 'inherited' in described && described.inherited && leavesParents(table, planning.fates)
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
  return originalsOf(object, sides, fates)
    .filter((original) => fates.isRemoved(original) && leavesBelow(original, sides, fates))
    .map(goneKey)
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
  switch (object.kind) {
    case 'policy':
      return 'drop-policy'
    case 'trigger':
      return 'drop-trigger'
    case 'view':
    case 'view-column':
      return 'drop-view'
    case 'statistics':
      return 'drop-statistics'
    case 'constraint':
      return object.described.kind === 'foreign-key' ? 'drop-foreign-key' : 'drop-constraint'
    case 'domain-check':
      return 'drop-constraint'
    case 'index':
      return 'drop-index'
    case 'table':
      return 'drop-table'
    case 'column':
    case 'composite-attribute':
      return 'drop-column'
    case 'routine':
    case 'aggregate':
      return 'drop-routine'
    case 'sequence':
      return 'drop-sequence'
    case 'type':
      return 'drop-type'
    case 'extension':
      return 'drop-extension'
    case 'schema':
    case 'undescribed':
      return 'drop-schema'
  }
}

function dropOf(object: CatalogueObject, planning: Planning): readonly Sql[] {
  const key = referenceKey(object.reference)
  switch (object.kind) {
    case 'schema':
      return dropSchema(object.described)
    case 'extension':
      return dropExtension(object.described)
    case 'type':
      return object.described.kind === 'domain'
        ? dropDomain(object.described)
        : dropType(object.described, { cascade: takesRoutines(key, planning) })
    case 'domain-check':
      return dropDomainCheck(typeOf(object.reference), object.described)
    case 'composite-attribute':
      return dropAttribute(typeOf(object.reference), object.described)
    case 'sequence':
      return dropSequence(object.described)
    case 'table':
      return dropTable(object.described)
    case 'view':
      return object.described.kind === 'view'
        ? dropView(object.described)
        : dropMaterializedView(object.described)
    case 'column':
      return columnDrop(object, planning)
    case 'constraint':
      return dropConstraint(relationOf(object.reference), object.described, {
        only: leavesBelow(key, planning.sides, planning.fates),
      })
    case 'index':
      return dropIndex(object.reference)
    case 'trigger':
      return dropTrigger(relationOf(object.reference), object.described)
    case 'policy':
      return dropPolicy(relationOf(object.reference), object.described)
    case 'routine':
      return dropRoutine(object.described)
    case 'aggregate':
      return dropAggregate(object.described)
    case 'statistics':
      return dropStatistics(object.described)
    // A view's columns go with it, and what is not described is not touched.
    case 'view-column':
    case 'undescribed':
      return []
  }
}

function columnDrop(
  { reference, described }: Extract<CatalogueObject, { kind: 'column' }>,
  { sides, fates, options }: Planning,
): readonly Sql[] {
  const table = relationOf(reference)
  const only = leavesBelow(referenceKey(reference), sides, fates)
  // Else PostgreSQL 18 takes the not null of a child for its parent's for ever.
  const bare = only && options.major >= 18 && !described.nullable
  return [
    ...(bare ? setNullable(table, { name: described.name, nullable: true }, { only }) : []),
    ...dropColumn(table, described, { only }),
  ]
}

/** A range and its canonical function need each other, so that neither can be dropped alone. */
function takesRoutines(key: string, { removals, sides }: Planning): boolean {
  return removals
    .membersOf(key)
    .some((member) => sides.from.objects.get(member)?.kind === 'routine')
}

function dropOldType(object: CatalogueObject): readonly Sql[] {
  if (object.kind !== 'type') return []
  const old = oldName(object.described)
  return object.described.kind === 'domain' ? dropDomain(old) : dropType(old)
}

function relationOf({ schema, relation }: { schema: string; relation: string }): {
  schema: string
  name: string
} {
  return { schema, name: relation }
}

function typeOf({ schema, type }: { schema: string; type: string }): {
  schema: string
  name: string
} {
  return { schema, name: type }
}

function hazardsOf(object: CatalogueObject, { fates }: Planning): readonly Hazard[] {
  const key = referenceKey(object.reference)
  const returns = fates.isMade(key)
  const name = formatReference(object.reference)
  const hazard = (kind: HazardKind, sentence: string): Hazard => ({ kind, sentence })
  const gone = returns
    ? []
    : [hazard('breaks-application', `${name} is gone for code that uses it.`)]
  switch (object.kind) {
    case 'table':
      return [hazard('data-loss', `The rows of ${name} are lost.`), ...gone]
    case 'column': {
      const computed = object.described.generated !== null && returns
      return computed ? [] : [hazard('data-loss', `The values of ${name} are lost.`), ...gone]
    }
    case 'sequence':
      return [hazard('data-loss', `The position of ${name} is lost.`), ...gone]
    case 'composite-attribute':
      return [
        hazard('data-loss', `The values of ${name} are lost wherever they are stored.`),
        ...gone,
      ]
    case 'view':
    case 'routine':
    case 'aggregate':
    case 'type':
    case 'extension':
      return gone
    case 'schema':
    case 'domain-check':
    case 'view-column':
    case 'constraint':
    case 'index':
    case 'trigger':
    case 'policy':
    case 'statistics':
    case 'undescribed':
      return []
  }
}

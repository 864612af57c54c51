import { partKey } from '../../catalogue/table-key.ts'
import type { ObjectKind } from '../../catalogue/object-reference.ts'
import type { PlanStep } from '../plan-step.ts'
import { alterColumnSteps } from './alter-column.ts'
import { alterConstraintSteps } from './alter-constraint.ts'
import {
  alterIndexSteps,
  alterPolicySteps,
  alterTriggerSteps,
  alterViewColumnSteps,
} from './alter-relation-parts.ts'
import { alterTableSteps } from './alter-table.ts'
import { alterAttributeSteps, alterDomainCheckSteps, alterTypeSteps } from './alter-type.ts'
import {
  alterExtensionSteps,
  alterRoutineSteps,
  alterSequenceSteps,
  alterStatisticsSteps,
  alterViewSteps,
} from './alter-wholes.ts'
import type { Planning } from './planning.ts'

/** The steps that change in place what is on both sides. */
export function alterSteps(planning: Planning): readonly PlanStep[] {
  const { sides, fates } = planning
  return [...sides.from.objects].flatMap(([key, { kind }]) =>
    isTouched(key, planning) && fates.isKept(key) ? makers[kind](key, planning) : [],
  )
}

function isTouched(key: string, { fates, sides }: Planning): boolean {
  const touched =
    fates.altered.has(key) ||
    fates.retyped.has(key) ||
    fates.redefaulted.has(key) ||
    fates.released.has(key)
  return touched || losesChosenIndex(key, { fates, sides }) || isOwned(key, sides)
}

/** A sequence is looked at with its owner. */
function isOwned(key: string, { from }: Planning['sides']): boolean {
  const object = from.objects.get(key)
  return object?.kind === 'sequence' && object.described.ownedBy !== null
}

/** The index by which replication finds rows may be made anew. */
function losesChosenIndex(
  key: string,
  { fates, sides }: Pick<Planning, 'fates' | 'sides'>,
): boolean {
  const object = sides.to.objects.get(key)
  if (object?.kind !== 'table' || typeof object.described.replicaIdentity === 'string') return false
  const { schema, name: relation } = object.described
  const { index: name } = object.described.replicaIdentity
  return (['index', 'constraint'] as const).some((kind) =>
    fates.isMade(partKey(kind, { schema, name: relation }, name)),
  )
}

type Maker = (key: string, planning: Planning) => readonly PlanStep[]

/** Comments are set in steps of their own. */
const none: Maker = () => []

const makers: Readonly<Record<ObjectKind, Maker>> = {
  schema: none,
  extension: alterExtensionSteps,
  type: alterTypeSteps,
  'domain-check': alterDomainCheckSteps,
  'composite-attribute': alterAttributeSteps,
  sequence: alterSequenceSteps,
  table: alterTableSteps,
  view: alterViewSteps,
  column: alterColumnSteps,
  'view-column': alterViewColumnSteps,
  constraint: alterConstraintSteps,
  index: alterIndexSteps,
  trigger: alterTriggerSteps,
  policy: alterPolicySteps,
  routine: alterRoutineSteps,
  aggregate: none,
  statistics: alterStatisticsSteps,
  undescribed: none,
}

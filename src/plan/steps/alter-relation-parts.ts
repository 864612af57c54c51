import { partKey, tableKey } from '../../catalogue/table-key.ts'
import { setClustering, setViewClustering } from '../../sql/print/index-choice.ts'
import { alterPolicy } from '../../sql/print/policy.ts'
import { resetIndexStorage, setIndexStorage } from '../../sql/print/table-index.ts'
import { attachIndex } from '../../sql/print/table-index.ts'
import { setTriggerFiring } from '../../sql/print/trigger.ts'
import { setViewColumnDefault } from '../../sql/print/view.ts'
import { attachmentKey } from '../../sql/print/creation/step.ts'
import type { Sql } from '../../sql/sql.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { tableOf } from '../side.ts'
import type { Planning } from './planning.ts'
import { releasedKey } from './step-keys.ts'
import { storageChange } from './storage-change.ts'

/** The steps that change an index in place. */
export function alterIndexSteps(key: string, planning: Planning): readonly PlanStep[] {
  const { sides } = planning
  const [from, to] = [sides.from.objects.get(key), sides.to.objects.get(key)]
  if (from?.kind !== 'index' || to?.kind !== 'index') return []
  const changed = planning.fates.changed(key)
  const { schema, relation, name } = to.reference
  const table = { schema, name: relation }
  const index = { schema, name }
  const { partitionOf, clustered, storageParameters } = to.described
  const { gone, set } = storageChange(from.described.storageParameters, storageParameters)
  const isTable = tableOf(to.reference, sides.to) !== null
  const choice = (): readonly Sql[] => {
    const chosen = clustered ? name : null
    return isTable ? setClustering(table, chosen) : setViewClustering(table, chosen)
  }
  const attached = changed.has('partitionOf') && partitionOf !== null
  const steps: PlanStep[] = []
  const step = (rank: PlanStep['rank'], done: readonly Sql[], needs: readonly string[] = []) => {
    if (done.length === 0) return
    steps.push(planStep({ rank, object: to.reference, statements: statements(done), needs }))
  }
  if (changed.has('storageParameters')) {
    step('alter', [
      ...(gone.length === 0 ? [] : resetIndexStorage(index, gone)),
      ...(set.length === 0 ? [] : setIndexStorage(index, set)),
    ])
  }
  if (attached) {
    const parent = { kind: 'index', schema: partitionOf.schema, name: partitionOf.name }
    step('index-share', attachIndex(parent, index), [
      attachmentKey(tableKey(table)),
      ...sharedFrom(partitionOf.name, to.reference, planning),
    ])
  }
  // Another index that was chosen is no longer so by itself.
  if (changed.has('clustered') && (clustered || !anotherIsChosen(to.reference, planning))) {
    step('choice', choice())
  }
  return steps
}

function sharedFrom(
  name: string,
  reference: { readonly schema: string; readonly relation: string },
  { sides }: Planning,
): readonly string[] {
  const table = tableOf(reference, sides.to)
  const parent = table?.partitionOf?.parent
  if (parent === undefined) return []
  return [partKey('index', parent, name)]
}

function anotherIsChosen(
  reference: { readonly schema: string; readonly relation: string },
  { sides }: Planning,
): boolean {
  return tableOf(reference, sides.to)?.indexes.some(({ clustered }) => clustered) ?? false
}

/** The step that sets when a trigger fires. */
export function alterTriggerSteps(key: string, planning: Planning): readonly PlanStep[] {
  const to = planning.sides.to.objects.get(key)
  if (to?.kind !== 'trigger' || !planning.fates.changed(key).has('enabled')) return []
  const { schema, relation: name } = to.reference
  const done = statements(setTriggerFiring({ schema, name }, to.described))
  return [planStep({ rank: 'trigger', object: to.reference, statements: done })]
}

/** The step that changes the roles or conditions of a policy. */
export function alterPolicySteps(key: string, planning: Planning): readonly PlanStep[] {
  const to = planning.sides.to.objects.get(key)
  const changed = planning.fates.changed(key)
  const told = changed.has('roles') || changed.has('using') || changed.has('check')
  if (to?.kind !== 'policy' || !told) return []
  const { schema, relation: name } = to.reference
  return [
    planStep({
      rank: 'policy',
      object: to.reference,
      statements: statements(alterPolicy({ schema, name }, to.described)),
      makes: [key, releasedKey(key)],
      bears: [{ key, share: 'all' }],
    }),
  ]
}

/** The step that sets the default of a view's column. */
export function alterViewColumnSteps(key: string, planning: Planning): readonly PlanStep[] {
  const to = planning.sides.to.objects.get(key)
  if (to?.kind !== 'view-column' || !planning.fates.changed(key).has('default')) return []
  const { schema, relation: name } = to.reference
  return [
    planStep({
      rank: 'refinement',
      object: to.reference,
      statements: statements(setViewColumnDefault({ schema, name }, to.described)),
      makes: [key, releasedKey(key)],
      bears: [{ key, share: 'all' }],
    }),
  ]
}

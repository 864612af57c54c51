import { tableKey } from '../../catalogue/table-key.ts'
import { formatReference, referenceKey } from '../../catalogue/object-reference.ts'
import type { Sequence } from '../../catalogue/sequence.ts'
import type { View } from '../../catalogue/view.ts'
import type { AttributeName } from '../../compare/attribute.ts'
import { setExtensionSchema } from '../../sql/print/extension.ts'
import {
  clearMaterializedView,
  refreshMaterializedView,
  resetMaterializedViewOptions,
  setMaterializedViewOptions,
} from '../../sql/print/materialized-view.ts'
import { createRoutine, createRoutineStub } from '../../sql/print/routine.ts'
import {
  setOwner,
  setSequenceParameters,
  setSequencePersistence,
} from '../../sql/print/sequence.ts'
import { setExtendedStatisticsTarget } from '../../sql/print/statistics.ts'
import {
  replaceView,
  resetViewOptions,
  setViewColumnDefault,
  setViewOptions,
} from '../../sql/print/view.ts'
import type { Sql } from '../../sql/sql.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { withParts } from '../side.ts'
import type { Planning } from './planning.ts'
import { mustRestart, positionRisks } from './sequence-position.ts'
import { releasedKey } from './step-keys.ts'
import { storageChange } from './storage-change.ts'

/** The steps that change a sequence in place. */
export function alterSequenceSteps(key: string, planning: Planning): readonly PlanStep[] {
  const { sides, fates } = planning
  const [from, to] = [sides.from.objects.get(key), sides.to.objects.get(key)]
  if (from?.kind !== 'sequence' || to?.kind !== 'sequence') return []
  const changed = planning.fates.changed(key)
  const { reference: object, described: sequence } = to
  const step = (done: readonly Sql[], rest: Partial<PlanStep> = {}): readonly PlanStep[] =>
    done.length === 0
      ? []
      : [planStep({ rank: 'alter', object, statements: statements(done), ...rest })]
  const { ownedBy } = sequence
  const owner = ownedBy && {
    kind: 'column' as const,
    schema: ownedBy.schema,
    relation: ownedBy.table,
    name: ownedBy.column,
  }
  const letsGo = fates.released.has(key) || changed.has('ownedBy')
  const ownerless = from.described.ownedBy === null
  return [
    ...step(letsGo && !ownerless ? setOwner(sequence, null) : [], {
      rank: 'release',
      makes: [releasedKey(key)],
    }),
    ...step(
      changed.has('persistence') || ownerChangesPersistence(from.described, planning)
        ? setSequencePersistence(sequence, sequence.persistence)
        : [],
      { rank: 'choice' },
    ),
    ...parameterSteps(from.described, sequence, planning),
    ...step(letsGo && owner !== null ? setOwner(sequence, ownedBy) : [], {
      rank: 'ownership',
      needs: [releasedKey(key), ...(owner === null ? [] : keysOfOwner(owner))],
    }),
  ]
}

/** A table that is made logged or not takes the sequences that it owns with it. */
function ownerChangesPersistence({ ownedBy }: Sequence, { fates }: Planning): boolean {
  if (ownedBy === null) return false
  return fates.changed(tableKey({ schema: ownedBy.schema, name: ownedBy.table })).has('persistence')
}

function parameterSteps(from: Sequence, to: Sequence, planning: Planning): readonly PlanStep[] {
  const object = { kind: 'sequence', schema: to.schema, name: to.name } as const
  const key = referenceKey(object)
  if (!planning.fates.changed(key).has('parameters')) return []
  const learned = planning.options.learned.restarts.has(key)
  const restart = learned || mustRestart(from.parameters, to.parameters)
  const facts = positionRisks({
    from: from.parameters,
    to: to.parameters,
    sequence: to,
    name: formatReference(object),
    restarts: restart,
  })
  const done = setSequenceParameters(to, to.parameters, { restart })
  return [planStep({ rank: 'alter', object, statements: statements(done, facts) })]
}

function keysOfOwner(owner: { schema: string; relation: string; name: string }): readonly string[] {
  return [referenceKey({ kind: 'column', ...owner })]
}

/** The steps that change a view or materialised view in place. */
export function alterViewSteps(key: string, planning: Planning): readonly PlanStep[] {
  const { sides } = planning
  const [from, to] = [sides.from.objects.get(key), sides.to.objects.get(key)]
  if (from?.kind !== 'view' || to?.kind !== 'view') return []
  const changed = planning.fates.changed(key)
  const { gone, set } = storageChange(from.described.options, to.described.options)
  const view = to.described
  const plain = view.kind === 'view'
  const makes = withParts(key, sides.to)
  if (plain && changed.has('definition')) {
    return [
      planStep({
        rank: 'view',
        object: to.reference,
        statements: statements([
          ...replaceView(view),
          // What is not said again stays.
          ...(gone.length === 0 ? [] : resetViewOptions(view, gone)),
          ...defaultsOfNew(from.described, view),
        ]),
        makes: [...makes, releasedKey(key)],
        bears: [{ key, share: 'all' }],
      }),
    ]
  }
  const done = [
    ...(gone.length === 0
      ? []
      : plain
        ? resetViewOptions(view, gone)
        : resetMaterializedViewOptions(view, gone)),
    ...(set.length === 0
      ? []
      : plain
        ? setViewOptions(view, set)
        : setMaterializedViewOptions(view, set)),
    ...populated(changed, view),
  ]
  return done.length === 0
    ? []
    : [planStep({ rank: 'view', object: to.reference, statements: statements(done) })]
}

/** Columns that a view has not had come with its query, without their defaults. */
function defaultsOfNew(from: View, to: View): readonly Sql[] {
  const known = new Set(from.columns.map(({ name }) => name))
  const fresh = to.columns.filter((column) => !known.has(column.name) && column.default !== null)
  return fresh.flatMap((column) => setViewColumnDefault(to, column))
}

function populated(changed: ReadonlySet<AttributeName>, view: View): readonly Sql[] {
  if (view.kind === 'view' || !changed.has('populated')) return []
  return view.populated ? refreshMaterializedView(view) : clearMaterializedView(view)
}

/** The step that puts another function in the place of one with the same signature. */
export function alterRoutineSteps(key: string, planning: Planning): readonly PlanStep[] {
  const { sides, fates } = planning
  const [from, to] = [sides.from.objects.get(key), sides.to.objects.get(key)]
  if (from?.kind !== 'routine' || to?.kind !== 'routine') return []
  if (!fates.changed(key).has('definition')) return []
  const empty = fates.emptied.has(key) ? createRoutineStub(from.described) : null
  const object = to.reference
  const rest = { makes: [key], bears: [{ key, share: 'all' }] } as const
  const made = planStep({
    rank: 'routine',
    object,
    statements: statements(createRoutine(to.described)),
    ...rest,
  })
  if (empty === null) return [{ ...made, makes: [key, releasedKey(key)] }]
  const emptied = statements([empty])
  return [
    planStep({ rank: 'release', object, statements: emptied, makes: [releasedKey(key)] }),
    { ...made, needs: [releasedKey(key)] },
  ]
}

/** The step that sets how many values extended statistics keep. */
export function alterStatisticsSteps(key: string, planning: Planning): readonly PlanStep[] {
  const to = planning.sides.to.objects.get(key)
  if (to?.kind !== 'statistics' || !planning.fates.changed(key).has('target')) return []
  const done = statements(setExtendedStatisticsTarget(to.described, to.described.target))
  return [planStep({ rank: 'statistics', object: to.reference, statements: done })]
}

/** The step that moves an extension to another schema. */
export function alterExtensionSteps(key: string, planning: Planning): readonly PlanStep[] {
  const to = planning.sides.to.objects.get(key)
  if (to?.kind !== 'extension' || !planning.fates.changed(key).has('schema')) return []
  const done = statements(setExtensionSchema(to.described))
  return [planStep({ rank: 'extension', object: to.reference, statements: done })]
}

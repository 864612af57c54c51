import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { Dependency } from '../../../catalogue/dependency.ts'
import { referenceKey, type ObjectReference } from '../../../catalogue/object-reference.ts'
import { dependencyOrder } from '../../../kernel/graph.ts'
import { creationContext, type CreationContext } from './creation-context.ts'
import { isMakeable } from './index-steps.ts'
import { inheritanceOf } from './inheritance.ts'
import type { NotMade } from './not-made.ts'
import { Postponements } from './postponement.ts'
import { aggregateSteps, routineSteps } from './routine-steps.ts'
import { extensionSteps, schemaSteps } from './schema-steps.ts'
import { sequenceSteps } from './sequence-steps.ts'
import { statisticsSteps } from './statistics-steps.ts'
import { dependenciesByDependent, stepGraph, type StepGraph } from './step-graph.ts'
import { ranks, type Step } from './step.ts'
import { tableSteps } from './table-steps.ts'
import { typeSteps } from './type-steps.ts'
import { viewSteps } from './view-steps.ts'

/** The steps that make a catalogue, in an order that works, and what they do not make. */
export interface CreationOrder {
  readonly steps: readonly Step[]
  readonly notMade: readonly NotMade[]
}

/** Finds an order for all steps; what stands in a circle is made in parts where that helps. */
export function creationOrder(
  catalogue: Catalogue,
  dependencies: readonly Dependency[],
): CreationOrder {
  const byDependent = dependenciesByDependent(dependencies)
  const postponements = new Postponements(catalogue)
  const postponed = new Set<string>()
  const circular = new Map<string, ObjectReference>()
  const known = knownFaults(catalogue)
  for (;;) {
    const missing = new Map([...missingOf(known), ...circular])
    const steps = stepsOf(catalogue, creationContext(catalogue, postponed)).filter(
      ({ object }) => !circular.has(referenceKey(object)),
    )
    const graph = stepGraph(steps, { dependencies: byDependent, missing })
    const ordered = dependencyOrder(steps, (step) => [...(graph.before.get(step)?.keys() ?? [])])
    if (ordered.kind === 'ordered') {
      const faults = [...known, ...[...circular.values()].map(inCircle)]
      return withoutUnmet(ordered.nodes, graph, faults)
    }
    const keys = postponements.toOpen(ordered.nodes, graph, postponed)
    for (const key of keys) postponed.add(key)
    if (keys.length > 0) continue
    for (const { object } of ordered.nodes) circular.set(referenceKey(object), object)
  }
}

function inCircle(object: ObjectReference): NotMade {
  return { object, reason: 'circular', on: null }
}

/** All steps, by rank and then in the order of the catalogue. */
function stepsOf(catalogue: Catalogue, context: CreationContext): readonly Step[] {
  const steps = [
    ...schemaSteps(catalogue.schemas),
    ...catalogue.extensions.flatMap(extensionSteps),
    ...catalogue.types.flatMap((type) => typeSteps(type, context)),
    ...catalogue.sequences.flatMap(sequenceSteps),
    ...catalogue.tables.flatMap((table) => tableSteps(table, context)),
    ...catalogue.routines.flatMap((routine) => routineSteps(routine, context)),
    ...catalogue.aggregates.flatMap(aggregateSteps),
    ...catalogue.views.flatMap(viewSteps),
    ...catalogue.statistics.flatMap(statisticsSteps),
  ]
  return steps.sort((left, right) => ranks.indexOf(left.rank) - ranks.indexOf(right.rank))
}

function knownFaults(catalogue: Catalogue): readonly NotMade[] {
  const context = creationContext(catalogue, new Set())
  return [
    ...catalogue.tables.flatMap((table) =>
      table.indexes
        .filter((index) => !isMakeable(table, index, context))
        .map(({ name }) => invalidIndex(table.schema, table.name, name)),
    ),
    ...catalogue.tables
      .filter((table) => inheritanceOf(table, context) === 'disordered')
      .map(({ schema, name }): NotMade => {
        return { object: { kind: 'table', schema, name }, reason: 'column-order', on: null }
      }),
    ...catalogue.undescribed.map((object): NotMade => ({
      object,
      reason: 'undescribed',
      on: null,
    })),
  ]
}

function invalidIndex(schema: string, relation: string, name: string): NotMade {
  const object = { kind: 'index', schema, relation, name } as const
  return { object, reason: 'invalid-index', on: null }
}

/** A table with its columns in another order is there all the same. */
function missingOf(faults: readonly NotMade[]): ReadonlyMap<string, ObjectReference> {
  const missing = faults.filter(({ reason }) => reason !== 'column-order')
  return new Map(missing.map(({ object }) => [referenceKey(object), object]))
}

/** Leaves out what needs what is not made, and what needs that. */
function withoutUnmet(
  ordered: readonly Step[],
  { before, unmet }: StepGraph,
  known: readonly NotMade[],
): CreationOrder {
  const out = new Map<Step, ObjectReference>(unmet)
  const steps = ordered.filter((step) => {
    for (const earlier of before.get(step)?.keys() ?? []) {
      const reason = out.get(earlier)
      if (reason !== undefined && !out.has(step)) out.set(step, reason)
    }
    return !out.has(step)
  })
  const unmade = ordered.flatMap((step): readonly NotMade[] => {
    const on = out.get(step)
    return on === undefined ? [] : [{ object: step.object, reason: 'needs-missing', on }]
  })
  return { steps: refreshLast(steps), notMade: [...known, ...unmade] }
}

/** Each materialised view is filled after those that its query may read: as they were made. */
function refreshLast(steps: readonly Step[]): readonly Step[] {
  const isRefresh = ({ rank }: Step): boolean => rank === 'refresh'
  const refreshes = new Map(
    steps.filter(isRefresh).map((step) => [referenceKey(step.object), step] as const),
  )
  const rest = steps.filter((step) => !isRefresh(step))
  const inOrder = rest
    .filter(({ rank }) => rank === 'view')
    .flatMap(({ object }) => refreshes.get(referenceKey(object)) ?? [])
  return [...rest, ...inOrder]
}

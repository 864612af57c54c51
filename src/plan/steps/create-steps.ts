import { partKey, tableKey } from '../../catalogue/table-key.ts'
import { parentNames } from '../../catalogue/parent-names.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import type { Table } from '../../catalogue/table.ts'
import type { CatalogueObject, CatalogueObjectOf } from '../../compare/catalogue-object.ts'
import { dispatchByKind, type ByKind } from '../../compare/dispatch-by-kind.ts'
import { creationContext, type CreationContext } from '../../sql/print/creation/creation-context.ts'
import { aggregateSteps, routineSteps } from '../../sql/print/creation/routine-steps.ts'
import { extensionSteps } from '../../sql/print/creation/schema-steps.ts'
import { sequenceSteps } from '../../sql/print/creation/sequence-steps.ts'
import { statisticsSteps } from '../../sql/print/creation/statistics-steps.ts'
import { attachmentKey, stepFor, type Step } from '../../sql/print/creation/step.ts'
import { tableSteps } from '../../sql/print/creation/table-steps.ts'
import { typeSteps } from '../../sql/print/creation/type-steps.ts'
import { viewSteps } from '../../sql/print/creation/view-steps.ts'
import { createSchema } from '../../sql/print/schema.ts'
import { addDomainCheck, validateDomainCheck } from '../../sql/print/domain.ts'
import { addAttribute } from '../../sql/print/composite-type.ts'
import { formatReference } from '../../catalogue/object-reference.ts'
import { addConstraint } from '../../sql/print/constraint.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { leavesParents } from '../removals.ts'
import { wholeKeyOf } from '../side.ts'
import { addColumnSteps } from './add-column.ts'
import { settledColumns, sharesBefore } from './attachment.ts'
import { expandColumnSteps } from './expand-column.ts'
import { onOldTable } from './online-forms.ts'
import type { Planning } from './planning.ts'

/** The steps that make what the new schema has and the old one has not, or not so. */
export function createSteps(planning: Planning): readonly PlanStep[] {
  const { sides, fates, postponed } = planning
  const made = [...fates.created, ...fates.replaced]
  // Constraints of a table that stays are not made with it.
  const late = made.filter((key) => isPartOfKept(key, planning))
  const context = creationContext(sides.to.catalogue, new Set([...postponed, ...late]))
  return wholesOf(made, planning).flatMap((whole) => wholeSteps(whole, { context, planning }))
}

function isPartOfKept(key: string, { sides, fates }: Planning): boolean {
  const object = sides.to.objects.get(key)
  if (object?.kind !== 'constraint') return false
  const whole = wholeKeyOf(object.reference, sides.to)
  return whole !== null && !fates.isMade(whole)
}

interface Creating {
  readonly context: CreationContext
  readonly planning: Planning
}

/** The wholes of which something is made, in the order of the catalogue. */
function wholesOf(made: readonly string[], { sides }: Planning): readonly CatalogueObject[] {
  const wholes = new Set(
    made.map((key) => {
      const object = sides.to.objects.get(key)
      return object === undefined ? key : (wholeKeyOf(object.reference, sides.to) ?? key)
    }),
  )
  return [...sides.to.objects].filter(([key]) => wholes.has(key)).map(([, object]) => object)
}

function wholeSteps(object: CatalogueObject, { context, planning }: Creating): readonly PlanStep[] {
  const key = referenceKey(object.reference)
  const isNew = planning.fates.isMade(key)
  const steps = dispatchByKind(creations, object, context).filter(
    (step) => isNew || isPartMade(step, key, planning),
  )
  return [
    ...steps.flatMap((step) =>
      onOldTable(toPlanStep(ownCheck(step, object, planning), planning), planning),
    ),
    ...(isNew ? [] : dispatchByKind(additions, object, planning)),
  ]
}

/** A table that is to join its parents must have their checks before. */
function ownCheck(step: Step, whole: CatalogueObject, { sides, fates }: Planning): Step {
  const check = sides.to.objects.get(referenceKey(step.object))
  if (whole.kind !== 'table' || check?.kind !== 'constraint') return step
  if (check.described.kind !== 'check' || !check.described.inherited) return step
  const key = tableKey(whole.described)
  if (fates.isMade(key) || !leavesParents(key, fates)) return step
  return {
    ...step,
    statements: addConstraint(whole.described, check.described),
    needs: whole.described.columns.map(({ name }) => partKey('column', whole.described, name)),
  }
}

function isPartMade({ object }: Step, whole: string, { fates }: Planning): boolean {
  const key = referenceKey(object)
  // Columns, checks of domains and attributes are added to what is there in another way.
  const special =
    object.kind === 'column' ||
    object.kind === 'domain-check' ||
    object.kind === 'composite-attribute'
  return key !== whole && !special && fates.isMade(key)
}

/** How an object is created; parts come with their whole. */
const creations: ByKind<readonly Step[], [CreationContext]> = {
  schema: ({ reference, described }) => [
    stepFor(reference, 'schema', { statements: createSchema(described) }),
  ],
  extension: ({ described }) => extensionSteps(described),
  type: ({ described }, context) => typeSteps(described, context),
  sequence: ({ described }) => sequenceSteps(described),
  table: ({ described }, context) => tableSteps(described, context),
  view: ({ described }) => viewSteps(described),
  routine: ({ described }, context) => routineSteps(described, context),
  aggregate: ({ described }) => aggregateSteps(described),
  statistics: ({ described }) => statisticsSteps(described),
  column: none,
  'view-column': none,
  constraint: none,
  index: none,
  trigger: none,
  policy: none,
  'domain-check': none,
  'composite-attribute': none,
  undescribed: none,
}

/** A step of a creation in a plan: after what had its names, and in the form that the plan asks for. */
function toPlanStep(step: Step, planning: Planning): PlanStep {
  const { sides, removals } = planning
  const freed = step.makes.flatMap((key) => {
    const object = sides.to.objects.get(key)
    return object === undefined ? [] : [removals.goneKey(key), ...removals.freeing(object)]
  })
  return planStep({
    ...step,
    statements: statements(step.statements, { hazards: extensionHazards(step) }),
    // What really is on an expanded column says so by its dependencies.
    needs: [
      ...step.needs.filter((key) => !planning.fates.expanded.has(key)),
      ...freed,
      ...attachmentNeeds(step, planning),
    ],
  })
}

/** A new partition of a table that is there already. */
function attachmentNeeds(step: Step, planning: Planning): readonly string[] {
  const { object } = step
  const { sides } = planning
  if (object.kind === 'trigger') return inheritedTriggerNeeds(step, planning)
  if (object.kind !== 'table' || (step.rank !== 'attachment' && step.rank !== 'table')) return []
  const table = sides.to.objects.get(referenceKey(object))
  if (table?.kind !== 'table') return []
  const parents = parentNames(table.described).flatMap((parent) => settledColumns(parent, planning))
  return step.rank === 'attachment'
    ? [...parents, ...sharesBefore(table.described, planning)]
    : parents
}

function inheritedTriggerNeeds({ object }: Step, { sides }: Planning): readonly string[] {
  const trigger = sides.to.objects.get(referenceKey(object))
  if (trigger?.kind !== 'trigger' || !trigger.described.inherited) return []
  const { schema, relation: name } = trigger.reference
  return [attachmentKey(tableKey({ schema, name }))]
}

function extensionHazards({ object }: Step): PlanStep['statements'][number]['hazards'] {
  if (object.kind !== 'extension') return []
  const sentence = `The server has to offer ${formatReference(object)}.`
  return [{ kind: 'depends-on-extension', sentence }]
}

/** What is added to a table or type that stays. */
const additions: ByKind<readonly PlanStep[], [Planning]> = {
  table: ({ described }, planning) => newColumnSteps(described, planning),
  type: typePartSteps,
  schema: none,
  extension: none,
  sequence: none,
  view: none,
  routine: none,
  aggregate: none,
  statistics: none,
  column: none,
  'view-column': none,
  constraint: none,
  index: none,
  trigger: none,
  policy: none,
  'domain-check': none,
  'composite-attribute': none,
  undescribed: none,
}

function none(): readonly [] {
  return []
}

function newColumnSteps(table: Table, planning: Planning): readonly PlanStep[] {
  return table.columns
    .filter(({ name }) => planning.fates.isMade(partKey('column', table, name)))
    .flatMap((column) => {
      const expands = planning.fates.expanded.has(partKey('column', table, column.name))
      return expands
        ? expandColumnSteps(table, column, planning)
        : addColumnSteps(table, column, planning)
    })
}

function typePartSteps(
  { reference, described }: CatalogueObjectOf<'type'>,
  planning: Planning,
): readonly PlanStep[] {
  const { fates, removals } = planning
  const { schema, name: type } = reference
  if (described.kind === 'domain') {
    return described.checks.flatMap((check) => {
      const object = { kind: 'domain-check', schema, type, name: check.name } as const
      const key = referenceKey(object)
      if (!fates.isMade(key)) return []
      const hazards = [
        { kind: 'may-fail-on-data', sentence: `A value of type ${schema}.${type} may not fit.` },
      ] as const
      const later = planning.options.online && check.validated
      const added = addDomainCheck(described, later ? { ...check, validated: false } : check)
      const step = planStep({
        rank: 'alter',
        object,
        statements: statements(added, later ? {} : { hazards }),
        makes: [key],
        bears: [{ key, share: 'all' }],
        needs: [removals.goneKey(key)],
      })
      if (!later) return [step]
      const tried = validateDomainCheck(described, check)
      return [
        step,
        planStep({
          rank: 'validation',
          object,
          statements: statements(tried, { mode: 'apart', hazards }),
          needs: [key],
        }),
      ]
    })
  }
  if (described.kind !== 'composite-type') return []
  return described.attributes.flatMap((attribute) => {
    const object = { kind: 'composite-attribute', schema, type, name: attribute.name } as const
    const key = referenceKey(object)
    if (!fates.isMade(key)) return []
    return [
      planStep({
        rank: 'alter',
        object,
        statements: statements(addAttribute(described, attribute)),
        makes: [key],
        bears: [{ key, share: 'all' }],
        needs: [removals.goneKey(key)],
      }),
    ]
  })
}

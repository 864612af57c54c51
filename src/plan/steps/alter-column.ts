import { formatReference } from '../../catalogue/object-reference.ts'
import {
  addIdentity,
  dropExpression,
  dropIdentity,
  setCompression,
  setDefault,
  setExpression,
  setIdentityKind,
  setStatisticsTarget,
  setStorage,
} from '../../sql/print/column.ts'
import { renameSequence } from '../../sql/print/rename.ts'
import { setSequenceParameters } from '../../sql/print/sequence.ts'
import type { Sql } from '../../sql/sql.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { columnsAbove } from '../removals.ts'
import { afterLeaving } from './attachment.ts'
import {
  alterStep,
  columnChange,
  isCarried,
  losesDefault,
  type ColumnChange,
} from './column-change.ts'
import { usualStorage } from './usual-storage.ts'
import { mustRestart, positionRisks } from './sequence-position.ts'
import { defaultKey, freedKey, releasedKey, settledKey, stageKey } from './step-keys.ts'
import { notNullSteps } from './not-null.ts'
import type { Planning } from './planning.ts'
import {
  isRetypedByParent,
  removedFromFamily,
  retypeStep,
  takesTypeByWayOfText,
  toTextStatements,
} from './retype.ts'

/** The steps that bring a column from what it is to what it shall be. */
export function alterColumnSteps(key: string, planning: Planning): readonly PlanStep[] {
  const change = columnChange(key, planning)
  if (change === null) return []
  const leaving = afterLeaving(change.table, planning)
  const parents = afterParents(change, planning)
  const steps = chained(change, [
    ...releaseSteps(change, planning),
    // Only integers have an identity.
    ...identityGoneSteps(change, planning),
    ...(narrowsIdentity(change) ? identitySteps(change, planning) : []),
    ...retypeStep(change, planning),
    ...generationSteps(change, planning),
    ...defaultSteps(change, planning),
    ...notNullSteps(change, planning),
    ...(narrowsIdentity(change) ? [] : identitySteps(change, planning)),
    ...settingSteps(change, planning),
  ])
  return steps.map((step) => ({
    ...step,
    // A parent's column cannot get another type before those below have let go of their defaults.
    needs: [...step.needs, ...leaving, ...(step.rank === 'release' ? [] : parents)],
  }))
}

/** What the statements for a parent's column do here too comes first. */
function afterParents({ key }: ColumnChange, planning: Planning): readonly string[] {
  const { sides, fates, removals } = planning
  const object = sides.from.objects.get(key)
  if (object === undefined) return []
  return columnsAbove(object, sides, fates).map((original) =>
    // A column that a parent alone loses belongs to the child only then.
    fates.isRemoved(original) ? removals.goneKey(original) : settledKey(original),
  )
}

/** Steps on one column come one after another. */
function chained({ key }: ColumnChange, steps: readonly PlanStep[]): readonly PlanStep[] {
  return steps.map((step, at) => ({
    ...step,
    makes: [
      ...step.makes,
      stageKey(key, at),
      ...(at === steps.length - 1 ? [settledKey(key)] : []),
    ],
    needs: at === 0 ? step.needs : [...step.needs, stageKey(key, at - 1)],
  }))
}

/** Lets go of a default that cannot stay while the type or what it uses changes. */
function releaseSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { key, reference, table, from, to } = change
  const byText = takesTypeByWayOfText(change, planning) && !isRetypedByParent(key, planning)
  const drops = losesDefault(key, planning)
  if (!drops && !byText) return []
  const gone = drops ? setDefault(table, { name: to.name, default: null }) : []
  return [
    planStep({
      rank: 'release',
      object: reference,
      statements: [
        ...(from.default === null ? [] : statements(gone)),
        ...(byText ? toTextStatements(change, planning) : []),
      ],
      makes: [releasedKey(key)],
      after: byText ? removedFromFamily(key, planning) : [],
    }),
  ]
}

function defaultSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { key, reference, table, to, attributes } = change
  if (to.generated !== null) return []
  const dropped = losesDefault(key, planning)
  const isBare = dropped || change.from.generated !== null
  if (isBare ? to.default === null : !attributes.has('default')) return []
  return [
    planStep({
      rank: 'refinement',
      object: reference,
      statements: statements(setDefault(table, to)),
      makes: dropped ? [defaultKey(key)] : [defaultKey(key), releasedKey(key)],
      bears: [{ key, share: 'all' }],
    }),
  ]
}

function generationSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { key, reference, table, to, attributes } = change
  if (!attributes.has('generated') || isCarried(change, 'generated', planning)) return []
  const done =
    to.generated === null ? dropExpression(table, to) : setExpression(table, to, to.generated)
  return [
    planStep({
      rank: 'refinement',
      object: reference,
      statements: statements(done),
      makes: [key, releasedKey(key)],
      bears: [{ key, share: 'all' }],
    }),
  ]
}

function identityGoneSteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { reference, table, from, to, attributes } = change
  if (!attributes.has('identity') || from.identity === null || to.identity !== null) return []
  if (isCarried(change, 'identity', planning)) return []
  const facts = {
    hazards: [
      {
        kind: 'data-loss',
        sentence: `The position of the sequence of ${formatReference(reference)} is lost.`,
      },
    ],
  } as const
  const makes = [freedKey(change.key)]
  return [alterStep(change, statements(dropIdentity(table, to), facts), { makes })]
}

function identitySteps(change: ColumnChange, planning: Planning): readonly PlanStep[] {
  const { table, from, to, attributes } = change
  if (!attributes.has('identity') || to.identity === null) return []
  if (isCarried(change, 'identity', planning)) return []
  if (from.identity === null) {
    const done = statements(addIdentity(table, to, to.identity))
    return [alterStep(change, done, { needs: freedNames(change, planning) })]
  }
  const parameters = { from: from.identity.parameters, to: to.identity.parameters }
  const learned = planning.options.learned.restarts.has(change.key)
  const restarts = learned || mustRestart(parameters.from, parameters.to)
  const name = `the sequence of ${formatReference(change.reference)}`
  const { sequence } = to.identity
  const facts = positionRisks({ ...parameters, sequence, name, restarts })
  const makes = [freedKey(change.key)]
  const done = statements(changedIdentity(change, restarts), facts)
  return [alterStep(change, done, { makes, needs: freedNames(change, planning) })]
}

/** Numbers beyond the new type of the column have to be given up before it gets the type. */
function narrowsIdentity({ from, to }: ColumnChange): boolean {
  if (from.identity === null || to.identity === null || from.type === to.type) return false
  const [before, after] = [from.identity.parameters, to.identity.parameters]
  return BigInt(after.maximum) < BigInt(before.maximum)
}

/** What had the name of the sequence has to give it up before. */
function freedNames({ key }: ColumnChange, { sides, removals }: Planning): readonly string[] {
  const object = sides.to.objects.get(key)
  const own = new Set([freedKey(key), removals.goneKey(key)])
  return object === undefined ? [] : removals.freeing(object).filter((need) => !own.has(need))
}

function changedIdentity({ table, from, to }: ColumnChange, restart: boolean): readonly Sql[] {
  if (from.identity === null || to.identity === null) return []
  const { sequence, parameters, kind } = to.identity
  const before = from.identity
  const sameParameters = JSON.stringify(before.parameters) === JSON.stringify(parameters)
  return [
    ...(before.sequence.name === sequence.name
      ? []
      : renameSequence(before.sequence, sequence.name)),
    ...(before.kind === kind ? [] : setIdentityKind(table, to, to.identity)),
    ...(sameParameters ? [] : setSequenceParameters(sequence, parameters, { restart })),
  ]
}

/** With its type a column loses how its values are stored and compressed. */
function settingSteps(change: ColumnChange, { fates, options }: Planning): readonly PlanStep[] {
  const { key, table, to, attributes } = change
  const retyped = fates.retyped.has(key)
  const usual = options.major < 16 ? usualStorage(to.type) : null
  const stored = { ...to, storage: to.storage ?? usual }
  const done = [
    ...((retyped ? to.storage !== null : attributes.has('storage'))
      ? setStorage(table, stored)
      : []),
    ...((retyped ? to.compression !== null : attributes.has('compression'))
      ? setCompression(table, to)
      : []),
    ...(attributes.has('statisticsTarget') ? setStatisticsTarget(table, to) : []),
  ]
  return done.length === 0 ? [] : [alterStep(change, statements(done))]
}

import type { Dependency } from '../../../catalogue/dependency.ts'
import { referenceKey, type ObjectReference } from '../../../catalogue/object-reference.ts'
import { wholeKeys } from './not-made.ts'
import { shellTypeKey } from './type-steps.ts'
import type { Bearing, Step } from './step.ts'
import { groupBy } from '../../../kernel/group-by.ts'

/** What of a step decides its place in the order. */
export type TiedStep = Pick<Step, 'makes' | 'bears' | 'needs'>

/** Which step must come after which others, and because of which dependencies. */
export interface StepGraph<Of extends TiedStep = Step> {
  /** The steps before each step, with the dependencies that say so; none where the step itself does. */
  readonly before: ReadonlyMap<Of, ReadonlyMap<Of, readonly Dependency[]>>
  /** Steps that need what cannot be made, with what it is. */
  readonly unmet: ReadonlyMap<Of, ObjectReference>
}

/** What stands around the steps. */
export interface Surroundings {
  readonly dependencies: ReadonlyMap<string, readonly Dependency[]>
  /** By their keys the objects that no step will make. */
  readonly missing: ReadonlyMap<string, ObjectReference>
}

/**
 * Ties steps by what they need and by the dependencies that they bear. What no step makes and is
 * not missing is taken to be there already.
 */
export function stepGraph<Of extends TiedStep>(
  steps: readonly Of[],
  { dependencies, missing }: Surroundings,
): StepGraph<Of> {
  const makers = new Map(steps.flatMap((step) => step.makes.map((key) => [key, step] as const)))
  const unmet = new Map<Of, ObjectReference>()
  const before = new Map<Of, Map<Of, Dependency[]>>()
  for (const step of steps) {
    const tied = new Map<Of, Dependency[]>()
    const tie = (key: string, reasons: readonly Dependency[]): void => {
      const maker = makers.get(key)
      if (maker === undefined || maker === step) return
      tied.set(maker, [...(tied.get(maker) ?? []), ...reasons])
    }
    const miss = (object: ObjectReference | undefined): void => {
      if (object !== undefined) unmet.set(step, object)
    }
    for (const key of step.needs) {
      tie(key, [])
      miss(missing.get(key))
    }
    for (const dependency of borneBy(step, dependencies)) {
      const { on } = dependency
      tie(keyOf(dependency, makers), [dependency])
      if (on.kind === 'undescribed') miss(on)
      for (const key of [referenceKey(on), ...wholeKeys(on)]) miss(missing.get(key))
    }
    before.set(step, tied)
  }
  return { before, unmet }
}

/** Dependencies by the key of the dependent; without those that the steps themselves know better. */
export function dependenciesByDependent(
  dependencies: readonly Dependency[],
): ReadonlyMap<string, readonly Dependency[]> {
  const known = dependencies.filter((dependency) => !isKnownOtherwise(dependency))
  return groupBy(known, ({ dependent }) => referenceKey(dependent))
}

/** Partitions, children and owned sequences are made by themselves and tied to the others later. */
function isKnownOtherwise({ dependent, on, kind }: Dependency): boolean {
  if (kind === 'partition') return true
  if (dependent.kind === 'table' && on.kind === 'table') return true
  return dependent.kind === 'sequence' && on.kind === 'column'
}

function borneBy(
  { bears }: TiedStep,
  dependencies: ReadonlyMap<string, readonly Dependency[]>,
): readonly Dependency[] {
  return bears.flatMap((bearing) =>
    (dependencies.get(bearing.key) ?? []).filter((dependency) => isInShare(bearing, dependency)),
  )
}

function isInShare({ share }: Bearing, { on }: Dependency): boolean {
  return share === 'all' || isOfSignature(on)
}

/** Whether it can be a part of a column's type or a routine's signature. */
export function isOfSignature({ kind }: ObjectReference): boolean {
  return kind === 'type' || kind === 'table' || kind === 'extension' || kind === 'undescribed'
}

/** A function can be made for a type that is only announced; all else needs the type. */
function keyOf({ dependent, on }: Dependency, makers: ReadonlyMap<string, unknown>): string {
  const key = referenceKey(on)
  const shell = shellTypeKey(key)
  return dependent.kind === 'routine' && makers.has(shell) ? shell : key
}

import type { Aggregate } from '../../../catalogue/aggregate.ts'
import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { Routine } from '../../../catalogue/routine.ts'
import { createAggregate } from '../aggregate.ts'
import { createRoutine, createRoutineStub } from '../routine.ts'
import type { CreationContext } from './creation-context.ts'
import { stepFor, type Step } from './step.ts'

/** The steps that make a function or procedure. */
export function routineSteps(routine: Routine, { postponed }: CreationContext): readonly Step[] {
  const { schema, name, identityArguments } = routine
  const reference: ReferenceTo<'routine'> = { kind: 'routine', schema, name, identityArguments }
  const key = referenceKey(reference)
  const stub = postponed.has(key) ? createRoutineStub(routine) : null
  if (stub === null) return [stepFor(reference, 'routine', { statements: createRoutine(routine) })]
  return [
    stepFor(reference, 'routine', { statements: [stub], bears: [{ key, share: 'signature' }] }),
    stepFor(reference, 'refinement', {
      statements: createRoutine(routine),
      makes: [],
      needs: [key],
    }),
  ]
}

/** The step that makes an aggregate. */
export function aggregateSteps(aggregate: Aggregate): readonly Step[] {
  const { schema, name, identityArguments } = aggregate
  const reference: ReferenceTo<'aggregate'> = { kind: 'aggregate', schema, name, identityArguments }
  return [stepFor(reference, 'routine', { statements: createAggregate(aggregate) })]
}

import { referenceKey } from '../../catalogue/object-reference.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import type { RightsSubject } from '../../sql/print/rights.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import { recreations, type Recreation } from '../recreations.ts'
import { rightsStatements } from '../rights-statements.ts'
import { wholeKeyOf } from '../side.ts'
import type { Planning } from './planning.ts'
import { rightsKey } from './step-keys.ts'

/** The steps that give what is made anew its owner and its privileges, once it is there. */
export function rightsSteps(planning: Planning): readonly PlanStep[] {
  const { sides, fates, options } = planning
  const { rights } = options
  if (rights === undefined || rights === null) return []
  return recreations(sides, fates, rights).flatMap((recreation) => {
    const { object, reference } = recreation
    const done = rightsStatements({
      subject: subjectOf(recreation),
      rights: recreation.rights,
      // The sequence of an identity column is its table's owner's.
      ownsItself: reference.kind === object.kind,
      defaults: rights.defaults,
    })
    if (done.length === 0) return []
    const key = referenceKey(object.reference)
    const whole = wholeKeyOf(object.reference, sides.to)
    const made = whole !== null && fates.isMade(whole) ? sides.to.objects.get(whole) : object
    return [
      planStep({
        // A materialised view is filled by whoever made it, so it changes hands afterwards.
        rank: made !== undefined && isMaterialized(made) ? 'comment' : 'rights',
        object: made?.reference ?? object.reference,
        statements: statements(done),
        makes: [rightsKey(referenceKey(reference))],
        needs: [key, ...(whole === null ? [] : [whole, rightsKey(whole)])],
      }),
    ]
  })
}

function subjectOf({ object, reference }: Recreation): RightsSubject {
  if (reference.kind !== 'view' || !isMaterialized(object)) return reference
  return { ...reference, kind: 'materialized-view' }
}

function isMaterialized(object: CatalogueObject): boolean {
  return object.kind === 'view' && object.described.kind === 'materialized-view'
}

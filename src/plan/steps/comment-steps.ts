import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { commentOn, type Commented } from '../../sql/print/comment.ts'
import { planStep, statements, type PlanStep } from '../plan-step.ts'
import type { Planning } from './planning.ts'

/** The steps that give objects their comments, once they are there. */
export function commentSteps(planning: Planning): readonly PlanStep[] {
  const { sides, fates } = planning
  return [...sides.to.objects].flatMap(([key, object]) => {
    const comment = commentOf(object)
    const changed = fates.changed(key).has('comment')
    // A view that is put in the place of another one can have further columns.
    const isNew = fates.isMade(key) || !sides.from.objects.has(key)
    if (!changed && (comment === null || !isNew)) return []
    const subject = commentedBy(object)
    if (subject === null) return []
    return [
      planStep({
        rank: 'comment',
        object: object.reference,
        statements: statements(commentOn(subject, comment)),
        needs: [key],
      }),
    ]
  })
}

function commentOf({ described }: CatalogueObject): string | null {
  return 'comment' in described ? described.comment : null
}

function commentedBy(object: CatalogueObject): Commented | null {
  const { reference } = object
  if (reference.kind === 'extension' || reference.kind === 'undescribed') return null
  if (object.kind === 'view' && object.described.kind === 'materialized-view') {
    const { schema, name } = object.described
    return { kind: 'materialized-view', schema, name }
  }
  if (object.kind === 'routine') {
    return { ...object.reference, kind: object.described.kind }
  }
  return reference
}

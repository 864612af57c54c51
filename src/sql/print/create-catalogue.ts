import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Dependency } from '../../catalogue/dependency.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { Sql } from '../sql.ts'
import type { Routine } from '../../catalogue/routine.ts'
import { commentOn, type Commented } from './comment.ts'
import { commentsOf } from './creation/comments.ts'
import { creationOrder } from './creation/creation-order.ts'
import { foldNotMade, isMissing, missingKeys, type NotMade } from './creation/not-made.ts'
import { printedSettings } from './printed-settings.ts'

/** What makes a catalogue, and what of it cannot be made. */
export interface CatalogueCreation {
  /** In their order, each without a semicolon. The first ones are settings of the session. */
  readonly statements: readonly Sql[]
  readonly notMade: readonly NotMade[]
}

/**
 * The statements that make a catalogue in a new, empty database. Its extensions and the roles of
 * its policies must be there for the server to offer. The same input gives the same statements.
 *
 * @param dependencies those of the same database: with fewer of them the order may not work.
 */
export function createCatalogue(
  catalogue: Catalogue,
  dependencies: readonly Dependency[],
): CatalogueCreation {
  const order = creationOrder(catalogue, dependencies)
  const notMade = foldNotMade(order.notMade)
  const missing = missingKeys(notMade)
  const comments = commentsOf(catalogue).filter(
    ({ object }) => !isMissing(referenceOf(object), missing),
  )
  const statements = [
    ...printedSettings('session'),
    ...order.steps.flatMap((step) => step.statements),
    ...comments.flatMap(({ object, text }) => commentOn(object, text)),
  ]
  return { statements, notMade }
}

function referenceOf(object: Commented): ObjectReference {
  if (object.kind === 'materialized-view') return { ...object, kind: 'view' }
  return isRoutine(object) ? { ...object, kind: 'routine' } : object
}

function isRoutine(
  object: Exclude<Commented, { kind: 'materialized-view' }>,
): object is Extract<Commented, { kind: Routine['kind'] }> {
  const { kind } = object
  return kind === 'function' || kind === 'window-function' || kind === 'procedure'
}

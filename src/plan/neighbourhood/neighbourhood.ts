import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { Schema } from '../side.ts'
import { cutSchema } from './cut-schema.ts'
import { neighbourhoodOf } from './neighbourhood-of.ts'
import { tiesOf, wholeKeyAmong } from './ties.ts'

/** Two schemas, or the same part of both. */
export interface SchemaPair {
  readonly from: Schema
  readonly to: Schema
}

/**
 * The part of two schemas that a change of some objects can touch, lock or need. It can be built by
 * itself, and a plan from the one part to the other is the plan between the whole schemas, as long as
 * all that differs is among the objects. Where dependencies are not known the part is the whole.
 *
 * @param objects of either schema
 */
export function neighbourhood(pair: SchemaPair, objects: readonly ObjectReference[]): SchemaPair {
  if (!hasDependencies(pair.from) || !hasDependencies(pair.to)) return pair
  const ties = tiesOf([pair.from, pair.to])
  const changed = new Set(objects.map((object) => wholeKeyAmong(object, ties.wholes)))
  const near = neighbourhoodOf(changed, ties)
  return { from: cutSchema(pair.from, near), to: cutSchema(pair.to, near) }
}

/** A snapshot of an early version has none. */
function hasDependencies({ dependencies, catalogue }: Schema): boolean {
  return dependencies.length > 0 || catalogue.tables.length + catalogue.views.length === 0
}

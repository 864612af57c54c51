import type { Catalogue } from '../catalogue/catalogue.ts'
import type { RightsReference } from '../catalogue/object-rights.ts'
import { referenceKey } from '../catalogue/object-reference.ts'

/** The routines of one name that are only in one of two schemas. */
export interface Namesakes {
  readonly gone: readonly RightsReference[]
  readonly come: readonly RightsReference[]
}

/** Finds the routines and aggregates that have a name before, and those that have it afterwards. */
export function namesakesOf(
  name: { readonly schema: string; readonly name: string },
  from: Catalogue,
  to: Catalogue,
): Namesakes {
  const [before, after] = [named(name, from), named(name, to)]
  return { gone: without(before, after), come: without(after, before) }
}

function named(
  wanted: { readonly schema: string; readonly name: string },
  { routines, aggregates }: Catalogue,
): readonly RightsReference[] {
  const of =
    (kind: 'routine' | 'aggregate') =>
    ({
      schema,
      name,
      identityArguments,
    }:
      | Catalogue['routines'][number]
      | Catalogue['aggregates'][number]): readonly RightsReference[] =>
      schema === wanted.schema && name === wanted.name
        ? [{ kind, schema, name, identityArguments }]
        : []
  return [...routines.flatMap(of('routine')), ...aggregates.flatMap(of('aggregate'))]
}

function without(
  left: readonly RightsReference[],
  right: readonly RightsReference[],
): readonly RightsReference[] {
  const others = new Set(right.map(referenceKey))
  return left.filter((each) => !others.has(referenceKey(each)))
}

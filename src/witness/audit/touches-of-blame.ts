import type { Touch } from '../../audit/touches.ts'
import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import { wholeOf } from '../../audit/whole-of.ts'
import type { BlamedObject, Deed } from '../../history/blame/blame.ts'
import type { HistoryReplay } from '../../history/replay-history.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'
import { groupBy } from '../../kernel/group-by.ts'
import { formatPlace, type Place } from '../../kernel/place.ts'
import { offsetWithin } from './place-within.ts'

/** Finds the place in a statement, or in what said it, that speaks of an object. */
export type FindPlace = (object: ObjectReference, statement: ReplayedStatement) => Place

/**
 * What a replay put down, by the keys of objects: by every name that an object has had, for a database
 * may be at a revision where it still had the old one.
 */
export function touchesOfBlame(
  { blame, revisions }: Pick<HistoryReplay, 'blame' | 'revisions'>,
  findPlace: FindPlace,
): ReadonlyMap<string, readonly Touch[]> {
  const statements = groupBy(
    revisions.flatMap(({ up }) => up.statements),
    ({ at }) => formatPlace(at),
  )
  // One call may say several statements, of which the first that names the object is meant.
  const placeFor = (object: ObjectReference, at: Place): Place => {
    const here = statements.get(formatPlace(at)) ?? []
    const statement = here.find(({ sql }) => offsetWithin(object, sql) !== null) ?? here[0]
    return statement === undefined ? at : findPlace(object, statement)
  }
  const order = new Map(revisions.map(({ revision }, at) => [revision, at]))
  const formerNames = formerNamesOf(blame)
  const found = new Map<string, Touch[]>()
  for (const blamed of blame) {
    const touches = blamed.deeds.map((deed) => touchOf(blamed.object, deed, placeFor))
    for (const key of keysOf(blamed, formerNames)) {
      found.set(key, [...(found.get(key) ?? []), ...touches])
    }
  }
  const rank = ({ revision }: Touch): number => order.get(revision) ?? -1
  for (const [key, touches] of found) {
    found.set(
      key,
      touches.toSorted((left, right) => rank(left) - rank(right)),
    )
  }
  return found
}

/** The names that tables, views and types had before, by the keys of their last ones. */
function formerNamesOf(
  blame: readonly BlamedObject[],
): ReadonlyMap<string, readonly ObjectReference[]> {
  return new Map(
    blame.flatMap(({ object, deeds }) => {
      const names = formerNames(deeds)
      return names.length === 0 ? [] : [[referenceKey(object), names] as const]
    }),
  )
}

function formerNames(deeds: readonly Deed[]): readonly ObjectReference[] {
  return deeds.flatMap(({ change }) => (change.kind === 'renamed' ? [change.from] : []))
}

function keysOf(
  { object, deeds }: BlamedObject,
  formerOf: ReadonlyMap<string, readonly ObjectReference[]>,
): ReadonlySet<string> {
  const own = [object, ...formerNames(deeds)]
  const whole = wholeOf(object)
  const wholes = whole === null ? [] : (formerOf.get(referenceKey(whole)) ?? [])
  const all = [...own, ...wholes.flatMap((former) => own.map((one) => movedTo(one, former)))]
  return new Set(all.map(referenceKey))
}

/** The name of a part while its table or type had another one. */
function movedTo(part: ObjectReference, whole: ObjectReference): ObjectReference {
  if (!('schema' in whole)) return part
  const { schema, name } = whole
  if ('relation' in part) return { ...part, schema, relation: name }
  return 'type' in part ? { ...part, schema, type: name } : part
}

function touchOf(
  object: ObjectReference,
  { revision, file, change, places }: Deed,
  placeFor: (object: ObjectReference, at: Place) => Place,
): Touch {
  const statement = (change.kind === 'created' ? places[0] : places.at(-1)) ?? null
  const at = statement === null ? beginningOf(file) : placeFor(object, statement)
  const attributes =
    change.kind === 'altered' ? change.attributes.map(({ attribute }) => attribute) : []
  return { revision, kind: kindOf(change), attributes, at }
}

function kindOf({ kind }: Deed['change']): Touch['kind'] {
  switch (kind) {
    case 'created':
      return 'made'
    case 'dropped':
      return 'dropped'
    case 'renamed':
    case 'altered':
      return 'changed'
  }
}

function beginningOf(file: string): Place {
  return { file, line: 1, column: 1 }
}

import { touchesFrom, type Touch, type Touches } from '../../audit/touches.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import type { AttributeName } from '../../compare/attribute.ts'
import { objectsOf } from '../../compare/catalogue-object.ts'
import type { Difference } from '../../compare/difference.ts'
import { differences } from '../../compare/differences.ts'
import { replay, type ReplayStep } from '../../history/replay.ts'
import type { SqlRevision } from '../../history/revision.ts'
import { introspect } from '../../postgres/introspect.ts'
import type { Run } from '../../run/opened.ts'
import { withShadow } from '../../run/rebuild.ts'
import { statementNaming } from './statement-naming.ts'

/**
 * Replays a history and looks after every revision at what it touched. Costs a description of the
 * whole schema for each revision, so it is only done where something is to be told.
 */
export function traceHistory(run: Run, steps: readonly ReplayStep[]): Promise<Touches> {
  return withShadow(run, async (shadow) => {
    const touches = new Map<string, Touch[]>()
    let { catalogue: before } = await introspect(shadow)
    for (const step of steps) {
      await replay(shadow, [step])
      const { catalogue: after } = await introspect(shadow)
      for (const { object, ...touch } of touchesOf(step.revision, before, after)) {
        const key = referenceKey(object)
        touches.set(key, [...(touches.get(key) ?? []), touch])
      }
      before = after
    }
    return touchesFrom(touches)
  })
}

type ObjectTouch = Touch & { readonly object: ObjectReference }

function touchesOf(
  revision: SqlRevision,
  before: Catalogue,
  after: Catalogue,
): readonly ObjectTouch[] {
  const found = differences(before, after)
  const place = statementNaming(revision)
  const [old, now] = [objectsOf(before), objectsOf(after)]
  // What is made or dropped with its table is told once by a comparison; here every part counts.
  const made = found.some(({ kind }) => kind === 'unexpected')
    ? [...now].filter(([key]) => !old.has(key)).map(([, { reference }]) => reference)
    : []
  const dropped = found.some(({ kind }) => kind === 'missing')
    ? [...old].filter(([key]) => !now.has(key)).map(([, { reference }]) => reference)
    : []
  const touch = (
    object: ObjectReference,
    kind: Touch['kind'],
    attributes: readonly AttributeName[],
  ): ObjectTouch => ({ object, revision: revision.id, kind, attributes, at: place(object, kind) })
  return [
    ...made.map((object) => touch(object, 'made', [])),
    ...changesByObject(found).map(([object, attributes]) => touch(object, 'changed', attributes)),
    ...dropped.map((object) => touch(object, 'dropped', [])),
  ]
}

function changesByObject(
  found: readonly Difference[],
): readonly (readonly [ObjectReference, readonly AttributeName[]])[] {
  const changes = new Map<string, { object: ObjectReference; attributes: AttributeName[] }>()
  for (const difference of found) {
    if (difference.kind !== 'changed') continue
    const { object, attribute } = difference
    const key = referenceKey(object)
    const change = changes.get(key) ?? { object, attributes: [] }
    change.attributes.push(attribute)
    changes.set(key, change)
  }
  return [...changes.values()].map(({ object, attributes }) => [object, attributes])
}

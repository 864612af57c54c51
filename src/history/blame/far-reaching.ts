import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { changedObjects, type ChangedObject } from './object-change.ts'
import type { TrackedObject } from './tracked-object.ts'

/**
 * Whether objects that were not touched can read otherwise now: expressions, definitions and types
 * are printed with the names of what they use, so a rename shows in all that uses it.
 */
export function reachesFurther(
  before: readonly TrackedObject[],
  after: readonly TrackedObject[],
): boolean {
  const old = new Map(before.map((tracked) => [tracked.identity, tracked.object]))
  return changedObjects(before, after).some((changed) =>
    isFarReaching(changed, old.get(changed.tracked.identity)),
  )
}

function isFarReaching(
  { tracked, changes }: ChangedObject,
  old: CatalogueObject | undefined,
): boolean {
  const { kind } = tracked.object
  return changes.some((change) => {
    switch (change.kind) {
      case 'created':
      case 'dropped':
        // To a composite type: tables that are of it get and lose columns.
        return kind === 'composite-attribute'
      case 'renamed':
        return !nobodyNames.has(kind)
      case 'altered':
        return (
          kind === 'composite-attribute' ||
          kind === 'extension' ||
          (kind === 'type' && old !== undefined && loseLabels(old, tracked.object))
        )
    }
  })
}

/** What nothing else is printed with. */
const nobodyNames: ReadonlySet<CatalogueObject['kind']> = new Set([
  ...(['constraint', 'index', 'trigger', 'policy', 'domain-check', 'statistics'] as const),
])

/** Defaults are printed with labels of enums. */
function loseLabels({ described: old }: CatalogueObject, { described }: CatalogueObject): boolean {
  if (!('labels' in old) || !('labels' in described)) return false
  return old.labels.some((label) => !described.labels.includes(label))
}

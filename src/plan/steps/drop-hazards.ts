import { formatReference, referenceKey, type ObjectKind } from '../../catalogue/object-reference.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import type { Hazard } from '../hazard.ts'
import type { Planning } from './planning.ts'

/** What can go wrong when an object is dropped: for good, or to be made anew. */
export function dropHazards(object: CatalogueObject, { fates }: Planning): readonly Hazard[] {
  const name = formatReference(object.reference)
  const returns = fates.isMade(referenceKey(object.reference))
  const { lost, seenByCode } = losses[object.kind]
  const hazards: Hazard[] = []
  if (lost !== null && !(returns && isComputed(object))) {
    hazards.push({ kind: 'data-loss', sentence: lost(name) })
  }
  if (seenByCode && !returns) {
    hazards.push({ kind: 'breaks-application', sentence: `${name} is gone for code that uses it.` })
  }
  return hazards
}

/** Whether the values of a column come back with it. */
function isComputed(object: CatalogueObject): boolean {
  return object.kind === 'column' && object.described.generated !== null
}

/** What is lost with an object of a kind. */
interface Loss {
  /** Tells of the data that are lost; null where it holds none of its own. */
  readonly lost: ((name: string) => string) | null
  /** Whether code may name it. */
  readonly seenByCode: boolean
}

const definition: Loss = { lost: null, seenByCode: false }
const usedDefinition: Loss = { lost: null, seenByCode: true }

const losses: Readonly<Record<ObjectKind, Loss>> = {
  table: { lost: (name) => `The rows of ${name} are lost.`, seenByCode: true },
  column: { lost: (name) => `The values of ${name} are lost.`, seenByCode: true },
  sequence: { lost: (name) => `The position of ${name} is lost.`, seenByCode: true },
  'composite-attribute': {
    lost: (name) => `The values of ${name} are lost wherever they are stored.`,
    seenByCode: true,
  },
  view: usedDefinition,
  routine: usedDefinition,
  aggregate: usedDefinition,
  type: usedDefinition,
  extension: usedDefinition,
  schema: definition,
  'domain-check': definition,
  'view-column': definition,
  constraint: definition,
  index: definition,
  trigger: definition,
  policy: definition,
  statistics: definition,
  undescribed: definition,
}

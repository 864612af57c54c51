import type { Catalogue } from '../catalogue/catalogue.ts'
import { formatReference, referenceKey } from '../catalogue/object-reference.ts'
import type { ObjectRights, RightsReference } from '../catalogue/object-rights.ts'
import { wholeObjectsOf } from '../compare/catalogue-object.ts'
import { expectedRights } from './expected-rights.ts'
import { namesakesOf } from './namesakes.ts'
import type { PlanStep } from './plan-step.ts'
import type { PlannedRights } from './planned-rights.ts'
import { hasRights } from './recreations.ts'
import { RightsInPlay } from './rights-in-play.ts'

/** What a plan makes anew, and what is known of owners and privileges. */
export interface KeptRights {
  readonly steps: readonly PlanStep[]
  /** By the names of the new schema. */
  readonly from: Catalogue
  readonly to: Catalogue
  /** Null where nothing is known. */
  readonly rights: PlannedRights | null
}

/** Says for people which owners and privileges are not kept. */
export function rightsNotes(kept: KeptRights, witness: string): readonly string[] {
  const { steps, from, to, rights } = kept
  const inPlay = new RightsInPlay(steps, [from, to])
  const anew = wholeObjectsOf(from)
    .map(({ reference }) => reference)
    .filter(hasRights)
    .filter((object) => inPlay.comesBack(object))
  if (anew.length === 0) return []
  if (rights === null) {
    return [
      `${witness} does not say who owns ${listed(anew)} and who may use what is made anew: grant it again after the plan.`,
    ]
  }
  const { objects } = rights.renamed
  const known = objects.filter(({ object }) => inPlay.comesBack(object))
  const successors = new Set(
    expectedRights(known, from, to).map(({ object }) => referenceKey(object)),
  )
  return known
    .filter((each) => isAmbiguous(each, { from, to, kept: successors }))
    .map(
      ({ object }) =>
        `Who owns ${formatReference(object)} and who may call it is not kept: others of its name go too, and they are not alike.`,
    )
}

interface Choice {
  readonly from: Catalogue
  readonly to: Catalogue
  readonly kept: ReadonlySet<string>
}

/** Routines of one name that go and had different privileges: which of them comes back is not known. */
function isAmbiguous({ object }: ObjectRights, { from, to, kept }: Choice): boolean {
  if (object.kind !== 'routine' && object.kind !== 'aggregate') return false
  const { gone, come } = namesakesOf(object, from, to)
  const goes = gone.some((each) => referenceKey(each) === referenceKey(object))
  return goes && come.length > 0 && come.every((each) => !kept.has(referenceKey(each)))
}

function listed(objects: readonly RightsReference[]): string {
  const names = objects.map(formatReference)
  const shown = names.slice(0, SHOWN).join(', ')
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown
}

const SHOWN = 5

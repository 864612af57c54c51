import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectRights, Rights } from '../catalogue/object-rights.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import type { Session } from '../postgres/session.ts'
import type { PlanStep } from './plan-step.ts'
import { RightsInPlay } from './rights-in-play.ts'
import { ensureRolesOf, giveRights } from './shadow-rights.ts'
import { rightsKey } from './steps/step-keys.ts'

/** Owners and privileges on the way of a plan. */
export interface PlannedRights {
  /** As they are before the plan. */
  readonly before: Rights
  /** The same, by the names that objects have once they are renamed; in the same order. */
  readonly renamed: Rights
}

/**
 * Gives the shadow, which is as the schema before, what the steps will have to keep. The rest is left
 * out: it would ask for roles that the plan has nothing to do with.
 *
 * @param names whether the shadow has the old names or the new ones
 * @returns what was given, by the new names
 * @throws UserError where the shadow cannot have the owners and roles
 */
export async function giveRightsInPlay(
  shadow: Session,
  { before, renamed }: PlannedRights,
  {
    steps,
    catalogues,
    names,
  }: {
    readonly steps: readonly PlanStep[]
    /** That of the shadow as it is, then others by the names of the new schema. */
    readonly catalogues: readonly [Catalogue, ...Catalogue[]]
    readonly names: 'old' | 'new'
  },
): Promise<readonly ObjectRights[]> {
  const inPlay = new RightsInPlay(steps, catalogues)
  const tables = new Set(
    renamed.objects.filter((each) => inPlay.comesBack(each.object)).flatMap(tableOf),
  )
  const found = renamed.objects.map(
    (each) => inPlay.concerns(each) || tables.has(referenceKey(each.object)),
  )
  const objects = before.objects.filter((_, at) => found[at])
  const later = renamed.objects.filter((_, at) => found[at])
  const isGiven = steps.some(({ makes }) => makes.some((key) => key.startsWith(rightsKey(''))))
  await ensureRolesOf(shadow, objects, isGiven ? before.defaults : [])
  await giveRights(shadow, names === 'old' ? objects : later, catalogues[0])
  return later
}

/** What a column's owner may do cannot be told without the table, whose owner it is. */
function tableOf({ object }: ObjectRights): readonly string[] {
  if (object.kind !== 'column') return []
  return [referenceKey({ kind: 'table', schema: object.schema, name: object.relation })]
}

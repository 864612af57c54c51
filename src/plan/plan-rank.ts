import { ranks, type Rank } from '../sql/print/creation/step.ts'

/** What goes first in a plan where no dependency decides. */
export type PlanRank = (typeof before)[number] | Rank | Inserted | (typeof behind)[number]

/** What stands among the ranks of a creation: see {@link amid}. */
type Inserted = 'alter' | 'rights'

/**
 * Labels of enums have to be committed before they are used. What readers notice while it is away
 * (views, triggers, policies) is dropped at the start of one transaction and made anew at its end.
 */
const before = [
  'label',
  'prepare',
  'release',
  'drop-policy',
  'drop-trigger',
  'drop-view',
  'drop-statistics',
  'drop-foreign-key',
  'drop-constraint',
  'drop-index',
  'type-move',
] as const

const behind = [
  'drop-table',
  'drop-column',
  'drop-routine',
  'drop-sequence',
  'drop-type',
  'drop-extension',
  'drop-schema',
  'comment',
  'validation',
  'concurrent',
  'contraction',
  'drop-concurrently',
] as const

/** The place of a rank among all: smaller goes first. */
export function placeOfRank(rank: PlanRank): number {
  return places.get(rank) ?? 0
}

const places: ReadonlyMap<PlanRank, number> = new Map(
  [...before, ...amid(), ...behind].map((rank, at) => [rank, at] as const),
)

/**
 * Tables and columns are altered before what is built on them, and once functions are there: the
 * default of a new column runs some, and PostgreSQL does not know which others these call. A
 * sequence can only be tied to a column when the owner of both is one.
 */
function amid(): readonly PlanRank[] {
  return ranks.flatMap((rank): readonly PlanRank[] => {
    if (rank === 'ownership') return ['rights', rank]
    return rank === 'routine' ? [rank, 'alter'] : [rank]
  })
}

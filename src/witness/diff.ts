import { majorOf } from '../catalogue/major-version.ts'
import { columnOrders, type ColumnOrder } from '../compare/column-orders.ts'
import type { Difference } from '../compare/difference.ts'
import { differences } from '../compare/differences.ts'
import { renames, type Rename } from '../compare/renames.ts'
import type { Run } from '../run/opened.ts'
import { loadParser } from '../sql/parser.ts'
import { testify, type Testimony } from './testify.ts'
import type { TestimonyGap } from './testimony-gap.ts'
import { notesOf } from './testimony-notes.ts'
import { withoutTools } from './without-tools.ts'
import type { WitnessName } from './witness-name.ts'

/** What two witnesses disagree about. */
export interface Diff {
  readonly kind: 'diff'
  readonly left: Side
  readonly right: Side
  /** Sorted by object. */
  readonly differences: readonly Difference[]
  /** Pairs of a missing and an unexpected object that may be one under another name. */
  readonly renames: readonly Rename[]
  /** Tables whose columns stand in another order: PostgreSQL does not care. */
  readonly columnOrders: readonly ColumnOrder[]
}

/** One of the two witnesses. */
export interface Side {
  readonly witness: string
  /** As `server_version_num`, of the PostgreSQL that built or holds it. */
  readonly serverVersion: number
  readonly notes: readonly string[]
  /** What of it could not be read. */
  readonly gaps: readonly TestimonyGap[]
  /** Objects of kinds that cannot be compared. */
  readonly undescribed: readonly string[]
}

/** How two witnesses are compared. */
export interface DiffOptions {
  /** Whether a constraint that has another name is another constraint. */
  readonly constraintNames: boolean
  /** Whether the notes tell every gap, not only how many there are. */
  readonly gaps?: boolean
}

/** Hears two witnesses and compares what they say. Changes nothing. */
export async function diff(
  run: Run,
  [left, right]: readonly [WitnessName, WitnessName],
  options: DiffOptions,
): Promise<Diff> {
  const heard = [await testify(left, run), await testify(right, run)] as const
  const [one, other] = [withoutTools(heard[0], heard[1]), withoutTools(heard[1], heard[0])]
  const majors = { left: majorOf(one.server.version), right: majorOf(other.server.version) }
  if (majors.left !== majors.right) await loadParser()
  const found = differences(one.catalogue, other.catalogue, {
    majors,
    ignoreConstraintNames: !options.constraintNames,
  })
  return {
    kind: 'diff',
    left: sideOf(one, options),
    right: sideOf(other, options),
    differences: found,
    renames: renames(found, one.catalogue, other.catalogue),
    columnOrders: columnOrders(one.catalogue, other.catalogue),
  }
}

function sideOf(testimony: Testimony, { gaps = false }: DiffOptions): Side {
  const { witness, server, catalogue } = testimony
  return {
    witness,
    serverVersion: server.version,
    notes: notesOf(testimony, gaps),
    gaps: testimony.gaps,
    undescribed: catalogue.undescribed.map(
      ({ objectKind, identity }) => `${objectKind} ${identity}`,
    ),
  }
}

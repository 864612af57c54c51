import { excerpt } from '../../../kernel/excerpt.ts'
import { compareText } from '../../../kernel/ordering.ts'
import { formatPlace } from '../../../kernel/place.ts'
import type { Direction, ReplayAssumption, ReplayGap } from '../../replayed-revision.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import type {
  PresupposedRelation,
  RememberedType,
  RevisionFailure,
  RevisionOutcome,
} from '../revision-outcome.ts'
import type { Runner } from './runner.ts'

/** A revision that was run, with what was noted meanwhile. */
export interface RunRevision {
  readonly revision: AlembicRevision
  readonly direction: Direction
  readonly gaps: readonly ReplayGap[]
  readonly remembered: readonly RememberedType[]
  readonly runner: Runner
}

/**
 * What came of a revision.
 *
 * @param files texts of the project's files, to show the places
 */
export function outcomeOf(
  { revision, direction, gaps: read, remembered, runner }: RunRevision,
  files: ReadonlyMap<string, string>,
): RevisionOutcome {
  const { statements, presupposed, assumptions, done, heldRefusal } = runner
  const failures = (heldRefusal === null ? runner.failures : [heldRefusal, ...runner.failures]).map(
    (failure) => withExcerpt(failure, files),
  )
  const [failure = null] = failures
  const gaps = [...read, ...presupposed.flatMap(absence)].sort(byPlace)
  const isPartial = gaps.length > 0 || failure !== null
  const state = failure !== null && done === 0 ? 'failed' : isPartial ? 'in part' : 'applied'
  const passedOver = [...failures, ...presupposed.filter(({ isBorrowed }) => !isBorrowed)]
  const places = new Set(passedOver.map(({ at }) => formatPlace(at)))
  return {
    revision,
    direction,
    state,
    reason: null,
    statements,
    undone: statements.filter(({ at }) => state === 'failed' || places.has(formatPlace(at))),
    failure,
    failures,
    gaps,
    presupposed,
    remembered,
    assumptions: [...assumptions, ...presupposed.flatMap(loan)],
  }
}

function withExcerpt(
  failure: RevisionFailure,
  files: ReadonlyMap<string, string>,
): RevisionFailure {
  const text = files.get(failure.at.file)
  return text === undefined ? failure : { ...failure, excerpt: excerpt(text, failure.at) }
}

function absence({ name, at, isBorrowed }: PresupposedRelation): readonly ReplayGap[] {
  if (isBorrowed) return []
  return [{ text: `no revision made "${name}"`, at, kind: 'absent', touches: [name] }]
}

function loan({ name, at, isBorrowed }: PresupposedRelation): readonly ReplayAssumption[] {
  if (!isBorrowed) return []
  return [{ kind: 'borrowed', text: `"${name}" was there before, made by no revision`, at }]
}

function byPlace({ at: one }: ReplayGap, { at: other }: ReplayGap): number {
  return compareText(one.file, other.file) || one.line - other.line || one.column - other.column
}

import type { Verdict } from '../compare/verdict.ts'
import type { DatabaseCase, HistoryGap } from './audit-case.ts'
import { isNamed } from './is-named.ts'
import { formatPlace } from '../kernel/place.ts'
import { listOf } from './sentences.ts'

/** What is known of a history with gaps. */
type GapGround = Pick<DatabaseCase, 'gaps' | 'chain' | 'testimonies'>

/**
 * The gap of the history for whose sake it is not known what the migrations say of an object; null where
 * that is known. A gap of which nobody knows what it could have touched can have made whatever the history
 * does not have. Between history and database alone a revision says nothing that was not applied.
 */
export function gapBehind(
  { object, said: { code, history } }: Pick<Verdict, 'object' | 'said'>,
  subject: GapGround,
): HistoryGap | null {
  if (history.kind === 'silent' || subject.gaps.length === 0) return null
  const gaps = code.kind === 'silent' ? appliedGaps(subject) : subject.gaps
  const touching = gaps.find(({ touches }) => isNamed(object, touches))
  if (touching !== undefined) return touching
  if (history.kind !== 'absent') return null
  return gaps.find(({ touches }) => touches.length === 0) ?? null
}

/** What was applied, where the database is measured against that and not against the end. */
function appliedGaps({ gaps, chain, testimonies: { history } }: GapGround): readonly HistoryGap[] {
  if (history?.claimed === undefined) return gaps
  const pending = new Set(chain.flatMap(({ id, state }) => (state === 'pending' ? [id] : [])))
  return gaps.filter(({ revision }) => !pending.has(revision))
}

/** That nobody knows what the migrations make of something, and for whose sake: of gaps of one cause. */
export function unknownSentence(
  gaps: readonly [HistoryGapOfSentence, ...(readonly HistoryGapOfSentence[])],
): string {
  const revisions = [...new Set(gaps.map(({ revision }) => revision))]
  const [one, many] = reasons[gaps[0].why]
  const why = revisions.length === 1 ? one : many
  return `What the migrations make of it is not known: ${listOf(revisions)} ${why}.`
}

type HistoryGapOfSentence = Pick<HistoryGap, 'revision' | 'why'>

/** What one revision is said to do, and what several are. */
const reasons: Readonly<Record<HistoryGap['why'], readonly [string, string]>> = {
  unread: ['could not be read whole', 'could not be read whole'],
  refused: ['cannot be run', 'cannot be run'],
  absent: ['needs what no revision makes', 'need what no revision makes'],
  consequence: [
    'needs what was not read or is not there',
    'need what was not read or is not there',
  ],
  outside: ['may change it, and is in no history', 'may change it, and are in no history'],
}

/** What gaps have in common that are told together. */
export function causeOfGap({ why, at, text }: HistoryGap): string {
  switch (why) {
    case 'unread':
    case 'refused':
      return `${why}\0${formatPlace(at)}\0${text}`
    case 'absent':
    case 'consequence':
      return why
    case 'outside':
      return `${why}\0${at.file.slice(0, at.file.lastIndexOf('/') + 1)}`
  }
}

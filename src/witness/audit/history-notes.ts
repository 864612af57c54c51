import type { DatabaseCase } from '../../audit/audit-case.ts'
import { behindBreaks } from '../../audit/history-break.ts'
import { countOf } from '../../audit/sentences.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { ReplayAssumption } from '../../history/replayed-revision.ts'
import { compareText } from '../../kernel/ordering.ts'
import { formatPlace } from '../../kernel/place.ts'

/** What has to be known about a replay: what could not be read, and what was taken for granted. */
export function historyNotes(
  { gaps }: Pick<DatabaseCase, 'gaps'>,
  revisions: readonly RevisionReplay[],
): readonly string[] {
  const assumptions = revisions.flatMap(({ up }) => up.assumptions)
  return [
    ...gaps.map(
      ({ revision, text, at }) => `${revision} was not read whole: ${formatPlace(at)}: ${text}`,
    ),
    ...together('the revisions ask the environment', 'environment', assumptions),
    ...together('the revisions ask for arguments', 'argument', assumptions),
    ...together('lent by the models, for no revision makes it', 'borrowed', assumptions),
  ]
}

/** What is not judged because the history is broken, and what could not be read of its files at all. */
export function breakNotes({
  breaks,
  unjudged,
}: Pick<DatabaseCase, 'breaks' | 'unjudged'>): readonly string[] {
  if (breaks.length === 0) return []
  const places = breaks.map(({ at }) => formatPlace(at)).join(', ')
  const behind = behindBreaks(breaks).size
  const after = behind === 0 ? '' : ` but for what the ${behind} after it say themselves`
  const count = countOf(unjudged.length, 'contradiction')
  return [
    `the chain of revisions is broken (${places}): what was there before is not known${after}; not judged: ${count}`,
  ]
}

function together(
  says: string,
  wanted: ReplayAssumption['kind'],
  assumptions: readonly ReplayAssumption[],
): readonly string[] {
  const texts = assumptions.flatMap(({ kind, text }) => (kind === wanted ? [text] : []))
  if (texts.length === 0) return []
  return [`${says}: ${[...new Set(texts)].sort(compareText).join(', ')}`]
}

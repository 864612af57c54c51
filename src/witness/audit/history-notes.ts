import type { DatabaseCase } from '../../audit/audit-case.ts'
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
    ...new Set(
      gaps.map(
        ({ revision, text, at, isRefused }) =>
          `${revision} was not ${isRefused ? 'run' : 'read'} whole: ${formatPlace(at)}: ${text}`,
      ),
    ),
    ...together('the revisions ask the environment', 'environment', assumptions),
    ...together('the revisions ask for arguments', 'argument', assumptions),
    ...together('lent by the models, for no revision makes it', 'borrowed', assumptions),
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

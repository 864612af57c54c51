import type { DatabaseCase, HistoryGap } from '../../audit/audit-case.ts'
import { causeOfGap } from '../../audit/gap-behind.ts'
import type { HistoryBreak } from '../../audit/history-break.ts'
import { countOf, listOf } from '../../audit/sentences.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { ReplayAssumption } from '../../history/replayed-revision.ts'
import { groupBy } from '../../kernel/group-by.ts'
import { compareText } from '../../kernel/ordering.ts'
import { formatPlace } from '../../kernel/place.ts'

/** What has to be known about a replay: what could not be read, and what was taken for granted. */
export function historyNotes(
  { gaps }: Pick<DatabaseCase, 'gaps'>,
  revisions: readonly RevisionReplay[],
): readonly string[] {
  const assumptions = revisions.flatMap(({ up }) => up.assumptions)
  return [
    ...gapNotes(gaps),
    ...absenceNote(gaps.filter(({ why }) => why === 'absent')),
    ...consequenceNote(gaps.filter(({ why }) => why === 'consequence')),
    ...together('the revisions ask the environment', 'environment', assumptions),
    ...together('the revisions ask for arguments', 'argument', assumptions),
    ...together('lent by the models, for no revision makes it', 'borrowed', assumptions),
  ]
}

/** One line for each cause; what no history has is told where it was found. */
function gapNotes(gaps: readonly HistoryGap[]): readonly string[] {
  const wanted = gaps.filter(({ why }) => why === 'unread' || why === 'refused')
  return [...groupBy(wanted, causeOfGap).values()].map((group) => {
    const revisions = [...new Set(group.map(({ revision }) => revision))]
    const was = revisions.length === 1 ? 'was' : 'were'
    const [{ why, at, text }] = group
    const done = why === 'refused' ? 'run' : 'read'
    return `${listOf(revisions)} ${was} not ${done} whole: ${formatPlace(at)}: ${text}`
  })
}

/** That the history lacks something is one cause, however often it is missed. */
function absenceNote(gaps: readonly HistoryGap[]): readonly string[] {
  const [first] = gaps
  if (first === undefined) return []
  const revisions = [...new Set(gaps.map(({ revision }) => revision))]
  const needs = `${listOf(revisions)} ${revisions.length === 1 ? 'needs' : 'need'}`
  const names = [...new Set(gaps.map(({ touches: [name = ''] }) => name))]
  const from = `${gaps.length === 1 ? '' : 'first '}${formatPlace(first.at)}`
  return [
    `${needs} ${countOf(names.length, 'relation')} that no revision makes (${listOf(names)}): ${from}`,
  ]
}

/** All that fell with something else. */
function consequenceNote(gaps: readonly HistoryGap[]): readonly string[] {
  const [first] = gaps
  if (first === undefined) return []
  const revisions = listOf([...new Set(gaps.map(({ revision }) => revision))])
  const says = first.text.replace(/^this follows from [^:]*: /, '')
  const isOne = gaps.length === 1
  return [
    `${countOf(gaps.length, 'statement')} of ${revisions} ${isOne ? 'follows' : 'follow'} from what was not read or is not there: ${isOne ? '' : 'first '}${formatPlace(first.at)}: ${says}`,
  ]
}

/** What is not judged because the history is broken, and which of its files are no revisions. */
export function breakNotes({
  breaks,
  unjudged,
  historyFacts: { faults },
}: Pick<DatabaseCase, 'breaks' | 'unjudged' | 'historyFacts'>): readonly string[] {
  const untold = faults.filter(
    ({ code }) => code === 'no-revision-id' || code === 'unread-revision',
  )
  return [
    ...untold.map(({ message, at }) => `${formatPlace(at)}: ${message.replace(/\.$/, '')}`),
    ...brokenNote(
      breaks.filter(({ kind }) => kind === 'link'),
      {
        says: 'the chain of revisions is broken',
        unknown: 'what was there before is not known',
        unjudged,
      },
    ),
    ...brokenNote(
      breaks.filter(({ kind }) => kind === 'content'),
      {
        says: 'not all revisions can be read',
        unknown: 'what the migrations make of what they name is not known',
        unjudged,
      },
    ),
  ]
}

function brokenNote(
  breaks: readonly HistoryBreak[],
  {
    says,
    unknown,
    unjudged,
  }: Pick<DatabaseCase, 'unjudged'> & { readonly says: string; readonly unknown: string },
): readonly string[] {
  if (breaks.length === 0) return []
  const places = breaks.map(({ at }) => formatPlace(at)).join(', ')
  const behind = new Set(breaks.flatMap((one) => [...one.behind])).size
  const after = behind === 0 ? '' : ` but for what the ${behind} after it say themselves`
  const count = unjudged.filter(({ because }) => breaks.includes(because)).length
  return [`${says} (${places}): ${unknown}${after}; not judged: ${countOf(count, 'contradiction')}`]
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

import type { HistoryGap } from '../../audit/audit-case.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'
import { formatPlace } from '../../kernel/place.ts'
import { touchedNames, type DropGround } from './touched-names.ts'

/**
 * What of a revision could not be read, or was refused and passed over, with all that it could have touched.
 * Rows do not show in a schema. The parser has to be loaded.
 *
 * @param ground what was there when it dropped something; null where it did not
 */
export function gapsOfReplay(
  { revision, up }: RevisionReplay,
  ground: DropGround | null,
): readonly HistoryGap[] {
  const { gaps, failure, undone } = up
  const read = gaps
    .filter(({ kind }) => kind !== 'rows')
    .map(({ kind, text, at, touches }): HistoryGap => {
      // What needs something that nobody made was not done, whatever else it would have made.
      const passedOver = kind === 'schema' ? [] : undone.filter((one) => isAt(one, at))
      const more = touches.length === 0 ? [] : touchedNames(passedOver, ground)
      const all = [...new Set([...touches, ...more])]
      const why = kind === 'absent' || kind === 'consequence' ? kind : 'unread'
      return { revision, text, at, why, touches: all }
    })
  if (failure === null) return read
  const { message, at } = failure
  const refused = { revision, text: `refused: ${message}`, at, why: 'refused' } as const
  return [
    ...read,
    { ...refused, touches: touchedNames(undone, ground) },
    ...(undone.some(mayTouchAnything) ? [{ ...refused, touches: [] }] : []),
  ]
}

function isAt(one: { readonly at: HistoryGap['at'] }, at: HistoryGap['at']): boolean {
  return formatPlace(one.at) === formatPlace(at)
}

/** Names that are put together while it runs do not stand in it. */
function mayTouchAnything({ sql }: ReplayedStatement): boolean {
  return /\bexecute\s+(?!function\b|procedure\b|on\b)|^\s*(call|select)\b/i.test(sql)
}

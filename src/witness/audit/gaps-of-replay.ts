import type { HistoryGap } from '../../audit/audit-case.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'
import { formatPlace } from '../../kernel/place.ts'

/**
 * What of a revision could not be read, or was refused and passed over, with all that it could have touched.
 * Rows do not show in a schema.
 */
export function gapsOfReplay({ revision, up }: RevisionReplay): readonly HistoryGap[] {
  const { gaps, failure, statements } = up
  const read = gaps
    .filter(({ kind }) => kind !== 'rows')
    .map(({ kind, text, at, touches }): HistoryGap => {
      // What needs something that nobody made was not done, whatever else it would have made.
      const passedOver = kind === 'schema' ? [] : statements.filter((one) => isAt(one, at))
      const more = touches.length === 0 ? [] : wordsIn(passedOver)
      return { revision, text, at, touches: [...new Set([...touches, ...more])] }
    })
  if (failure === null) return read
  const { message, at } = failure
  const refused = statements.filter((one) => isAt(one, at))
  return [...read, { revision, text: `refused: ${message}`, at, touches: wordsIn(refused) }]
}

function isAt(statement: ReplayedStatement, at: HistoryGap['at']): boolean {
  return formatPlace(statement.at) === formatPlace(at)
}

/** Names, and words that may be names. */
function wordsIn(statements: readonly ReplayedStatement[]): readonly string[] {
  return [...new Set(statements.flatMap(({ sql }) => sql.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []))]
}

import { formatPlace } from '../kernel/place.ts'
import type { HistoryGap, HistoryGaps } from '../run/history-gaps.ts'
import type { Paint } from './paint.ts'
import { counted } from './quantities.ts'

/** How much of the migrations was read, and everything of them that was not. */
export function historyGapsText(found: readonly HistoryGaps[], paint: Paint): string {
  return found.map((one) => `\n${databaseText(one, paint)}\n`).join('')
}

function databaseText(one: HistoryGaps, paint: Paint): string {
  const { database, whole, inPart, notAtAll, gaps } = one
  const read = `${whole} read whole, ${inPart} in part, ${notAtAll} not at all`
  const lines = gaps.flatMap((gap) => gapLines(gap, paint))
  const total = counted(whole + inPart + notAtAll, 'migration')
  return [`${paint.bold(database)}  ${total}: ${read}`, ...lines].join('\n')
}

function gapLines(
  { revision, reason, at, excerpt, rowsOnly }: HistoryGap,
  paint: Paint,
): readonly string[] {
  const rows = rowsOnly ? paint.dim(' (rows alone can differ)') : ''
  return [
    `  ${formatPlace(at)}: ${revision}: not read: ${reason}${rows}`,
    ...excerpt.split('\n').map((line) => `    ${line}`.trimEnd()),
  ]
}

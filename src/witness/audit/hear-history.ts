import type { HistoryBreak } from '../../audit/history-break.ts'
import { touchesFrom, type Touches } from '../../audit/touches.ts'
import type { Run } from '../../run/opened.ts'
import { shadowFactsOf } from '../../run/rebuild.ts'
import { remember } from '../../shadow/remember.ts'
import { toldByReplay, type ReplayWanted, type ToldByReplay } from './told-by-replay.ts'

/** What the migrations of a database make, by a replay on a shadow. */
export interface HeardHistory extends Omit<ToldByReplay, 'touches' | 'doubtful'> {
  readonly touches: Touches
  /** Where it is broken. */
  readonly breaks: readonly HistoryBreak[]
  /** Names of what revisions behind a break needed and nobody made, or were refused. */
  readonly doubtful: ReadonlySet<string>
}

/** What a history makes, by a replay, or by what an earlier one told where that is remembered. */
export async function hearHistory(run: Run, wanted: ReplayWanted): Promise<HeardHistory> {
  const { database, down, breaks, identity } = wanted
  const { memory, clock } = run.environment
  const replay = (): Promise<ToldByReplay> => toldByReplay(run, wanted)
  const told =
    memory === null || identity === null
      ? await replay()
      : await remember({
          memory,
          // What makes partitions for the months to come makes others on another day.
          key: [
            ...[identity, database, String(down)],
            ...[clock.now().toISOString().slice(0, 10), await shadowFactsOf(run)],
          ],
          make: replay,
        })
  return {
    ...told,
    breaks,
    doubtful: new Set(told.doubtful),
    touches: touchesFrom(new Map(told.touches)),
  }
}

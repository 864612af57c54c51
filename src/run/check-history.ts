import type { Run } from './opened.ts'
import { replayDatabase, type DatabaseReplay } from './replay-database.ts'
import { selectDatabases } from './selection.ts'

/** What came of replaying histories on shadows. */
export interface HistoryCheck {
  readonly kind: 'history-check'
  /** Sorted by name. */
  readonly databases: readonly CheckedDatabase[]
}

/** What came of replaying the history of one database. */
export interface CheckedDatabase extends Pick<
  DatabaseReplay,
  'revisions' | 'serverVersion' | 'compared'
> {
  readonly database: string
}

/** How histories are checked. */
export interface CheckHistoryOptions {
  /** Names of databases; empty means all. */
  readonly only: readonly string[]
  /** Whether each revision is also taken back. */
  readonly down: boolean
}

/** Replays every migration on a shadow, one after another, and says what came of each. */
export async function checkHistory(
  run: Run,
  { only, down }: CheckHistoryOptions,
): Promise<HistoryCheck> {
  const databases: CheckedDatabase[] = []
  for (const { name } of selectDatabases(run.application, only)) {
    const { revisions, serverVersion, compared } = await replayDatabase(run, name, { down })
    databases.push({ database: name, revisions, serverVersion, compared })
  }
  return { kind: 'history-check', databases }
}

/** Whether everything was applied, or skipped with a reason, and every way down there is leads back. */
export function isSound({ databases }: HistoryCheck): boolean {
  return databases.every(({ revisions }) =>
    revisions.every(({ up, down }) => {
      const isUp = up.state === 'applied' || up.state === 'skipped'
      return isUp && down?.kind !== 'failed' && down?.kind !== 'not-inverse'
    }),
  )
}

import type { CatalogueTestimony } from '../../compare/testimony.ts'
import { allSettled } from '../../kernel/all-settled.ts'
import { historyOf, type Run } from '../../run/opened.ts'
import { emptyStanding } from '../../run/read-standing.ts'
import type { DatabaseStanding } from '../../run/standing.ts'
import type { Database } from '../../settings/application.ts'
import { hearDatabase, type HeardDatabase } from './hear-database.ts'
import { hearHistory, type HeardHistory } from './hear-history.ts'
import type { HeardModels } from './hear-models.ts'
import { presumedStanding } from './presumed-standing.ts'
import { heardRevisions } from './heard-revisions.ts'

/** Which database, and whom to ask about it. */
export interface Hearing {
  readonly database: Database
  /** Whether the database is asked, and not only the files. */
  readonly live: boolean
  /** Whether each revision is also taken back. */
  readonly down: boolean
  /** Hears the models; what is known of the history can be waited for. */
  readonly code: (
    history: () => Promise<HeardHistory | null>,
  ) => Promise<CatalogueTestimony | HeardModels | null>
}

/** What the witnesses of one database say, before it is compared. */
export interface Heard {
  readonly live: HeardDatabase | null
  readonly standing: DatabaseStanding
  /** Null without a history. */
  readonly replayed: HeardHistory | null
  readonly code: CatalogueTestimony | HeardModels | null
}

/**
 * Hears models, history and database at the same time: each speaks to another PostgreSQL. The replay
 * waits for what the database has recorded, to stop at what it claims.
 */
export async function hearAll(run: Run, { database, live, down, code }: Hearing): Promise<Heard> {
  const history = historyOf(run.histories, database.name)
  let heard: Promise<HeardDatabase | null> = Promise.resolve(null)
  const standing = new Promise<DatabaseStanding>((resolve) => {
    if (live) {
      heard = hearDatabase(run, database, (records) => resolve(presumedStanding(records.standing)))
    }
    const none = (): void => resolve(emptyStanding(history))
    heard.then(none, none)
  })
  const replayed = standing.then(async (one) => {
    if (history.revisions.length === 0) return null
    return hearHistory(run, { ...(await heardRevisions(run, one)), database: database.name, down })
  })
  const [saidLive, saidStanding, saidHistory, saidCode] = await allSettled([
    heard,
    standing,
    replayed,
    code(() => replayed),
  ])
  return { live: saidLive, standing: saidStanding, replayed: saidHistory, code: saidCode }
}

import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import type { EnvironmentRun } from '../environment/context-object.ts'

/** What tells the database that is replayed from others. */
export interface DatabaseAtHand {
  /** Its name; null where it has none. */
  readonly database: string | null
  readonly url: string | null
}

/**
 * Of the runs that env.py asks for those that are about one database: by the name that `run_migrations` is
 * given, or by the address. Null where it runs for several and nothing tells.
 */
export function ownRuns(
  runs: readonly EnvironmentRun[],
  { database, url }: DatabaseAtHand,
): readonly EnvironmentRun[] | null {
  const names = new Set(runs.map(nameOfRun))
  if (names.size > 1 && database !== null) {
    const named = runs.filter((run) => nameOfRun(run) === database)
    if (named.length > 0) return named
    // Flask's first database has no name.
    const unnamed = runs.filter((run) => nameOfRun(run) === '')
    if (unnamed.length > 0 && database === 'main') return unnamed
  }
  const addresses = new Set(runs.map((run) => run.url))
  if (addresses.size < 2 && names.size < 2) return runs.slice(0, 1)
  const own = runs.filter((run) => run.url && url !== null && sameDatabase(run.url, url))
  return own.length > 0 && addresses.size > 1 ? own : null
}

/** What `run_migrations` was told to be the name of the database: `engine_name="auth"`; else null. */
export function nameOfRun({ keywords }: EnvironmentRun): string | null {
  const named = [...keywords].find(([key]) =>
    /^(engine|database|db|bind)(_?(name|key))?$/.test(key),
  )
  return textIn(named?.[1])
}

/** Names of databases are what addresses have in common, whatever drivers they name. */
function sameDatabase(one: string, other: string): boolean {
  const name = (url: string): string => /\/([^/?]+)(\?|$)/.exec(url)?.[1] ?? url
  return name(one) === name(other)
}

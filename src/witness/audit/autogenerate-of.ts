import type { AutogenerateFacts } from '../../audit/model-facts.ts'
import type { Discovery, FoundEnvironment } from '../../discovery/discovery.ts'

/** What generates migrations of a database: the env.py of its history, and what it compares with. */
export interface Generation {
  readonly environment: FoundEnvironment
  readonly database: string
  readonly metadatas: Discovery['metadatas']
}

/** What generates migrations of a database; null where nobody does, or where nobody looked. */
export function generationOf(discovery: Discovery | null, database: string): Generation | null {
  const histories = discovery?.histories.filter((one) => one.database === database) ?? []
  const [history, ...more] = histories
  // Of several histories nobody knows which one looks at which models.
  if (discovery === null || history?.kind !== 'alembic' || more.length > 0) return null
  const { environment } = history
  return environment && { environment, database, metadatas: discovery.metadatas }
}

/** Whether migrations are generated from a metadata, by any of its names; null where that is not known. */
export function isTrackedBy(
  names: readonly string[],
  { database, metadatas }: Generation,
): boolean | null {
  const found = metadatas.find((one) => one.names.some((name) => names.includes(name)))
  if (found === undefined) return null
  if (found.trackedBy.includes(database)) return true
  return found.mayBeTracked || found.trackedBy.length > 0 ? null : false
}

/** Whether a module is imported where migrations are generated; null where that is not known. */
export function isImportedBy(module: string, { environment }: Generation): boolean | null {
  if (environment.imports.includes(module)) return true
  return environment.importsMore || environment.unread !== null ? null : false
}

/** What the tool is told; null where nothing is compared: then migrations are written by hand. */
export function autogenerateOf({ environment }: Generation): AutogenerateFacts | null {
  const { targets, unread, targetAt, seesAll } = environment
  return targets.length === 0 || unread !== null ? null : { at: targetAt, seesAll }
}

import type { HistoryGraph, HistoryNode } from '../history/history-graph.ts'
import { sqlHistoryGraph } from '../history/sql-history-graph.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Database } from '../settings/application.ts'
import { historyOf, type Run } from './opened.ts'
import { selectDatabases } from './selection.ts'
import type { RevisionState } from './standing.ts'
import { status, type DatabaseStatus } from './status.ts'

/** The histories of an application's databases, and how far each database has come. */
export interface HistoryOverview {
  readonly kind: 'history'
  /** Sorted by name. */
  readonly databases: readonly DatabaseHistory[]
}

/** The history of one database. */
export interface DatabaseHistory extends Omit<HistoryGraph, 'nodes'> {
  readonly nodes: readonly StandingNode[]
  /** Revisions of the ledger that no file has. */
  readonly unknown: readonly string[]
  /** Why the database could not be asked how far it has come. */
  readonly unreachable: UserError | null
}

/** A revision, and where it stands. */
export interface StandingNode extends HistoryNode {
  /** Null where the database could not be asked. */
  readonly state: RevisionState | null
}

/**
 * Reads the graph of each database's revisions, and asks the database where each stands. A database
 * that does not answer has no states; its graph is told all the same.
 */
export async function historyOverview(run: Run, only: readonly string[]): Promise<HistoryOverview> {
  const databases: DatabaseHistory[] = []
  for (const database of selectDatabases(run.application, only)) {
    databases.push(await overviewOf(run, database))
  }
  return { kind: 'history', databases }
}

async function overviewOf(run: Run, { name }: Database): Promise<DatabaseHistory> {
  const graph = sqlHistoryGraph(historyOf(run.histories, name), run.required)
  const found = await tryStatus(run, name)
  const unreachable = found instanceof UserError ? found : null
  const standings = found instanceof UserError ? [] : found.revisions
  const states = new Map(standings.map(({ revision, state }) => [revision, state]))
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, state: states.get(node.id) ?? null })),
    unknown: standings.filter(({ state }) => state === 'unknown').map(({ revision }) => revision),
    unreachable,
  }
}

async function tryStatus(run: Run, name: string): Promise<DatabaseStatus | UserError> {
  try {
    const { databases } = await status(run, [name])
    const [found] = databases
    if (found === undefined) throw new RangeError(`no status of ${name}`)
    return found
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

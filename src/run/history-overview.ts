import { historyGraph, type HistoryGraph, type HistoryNode } from '../history/history-graph.ts'
import type { History } from '../history/revision.ts'
import { sqlHistoryGraph } from '../history/sql-history-graph.ts'
import type { Place } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Database } from '../settings/application.ts'
import { faultsOf } from './alembic/refuse-alembic-faults.ts'
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
  /** Revisions that are recorded in the database and that no file has. */
  readonly unknown: readonly string[]
  /** What is wrong with files and links, and keeps the history from being run. */
  readonly faults: readonly HistoryFault[]
  /** Why the database could not be asked how far it has come. */
  readonly unreachable: UserError | null
}

/** What is wrong with a file of a history, or with a link. */
export interface HistoryFault {
  readonly code: string
  readonly message: string
  readonly at: Place
  /** The source around the place, with a caret; null where there is none to show. */
  readonly excerpt: string | null
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
  const history = historyOf(run.histories, name)
  const found = await tryStatus(run, name)
  const unreachable = found instanceof UserError ? found : null
  const standings = found instanceof UserError ? [] : found.revisions
  const recorded = standings.map(({ revision }) => revision)
  const graph = await graphOf(run, history, recorded)
  const states = new Map(standings.map(({ revision, state }) => [revision, state]))
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, state: states.get(node.id) ?? null })),
    unknown: standings.filter(({ state }) => state === 'unknown').map(({ revision }) => revision),
    faults: history.kind === 'alembic' ? faultsOf(history) : [],
    unreachable,
  }
}

async function graphOf(
  run: Run,
  history: History,
  recorded: readonly string[],
): Promise<HistoryGraph> {
  switch (history.kind) {
    case 'sql':
      return sqlHistoryGraph(history, run.required)
    case 'alembic': {
      const { alembicHistoryGraph } = await import('../history/alembic/alembic-history-graph.ts')
      const shown = new Set([...history.revisions.map(({ id }) => id), ...recorded])
      const whole = alembicHistoryGraph(history.database, history.source)
      const nodes = whole.nodes.filter(({ id }) => shown.has(id))
      return historyGraph(history.database, history.folder, nodes)
    }
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

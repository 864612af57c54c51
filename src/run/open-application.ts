import { randomUUID } from 'node:crypto'
import { requiredRevisions } from '../history/required-revisions.ts'
import type { OrderedDatabase } from '../history/order-graph.ts'
import { resolveOrder } from '../history/resolve-order.ts'
import type { History } from '../history/revision.ts'
import { systemClock } from '../kernel/clock.ts'
import { silentProgress } from '../kernel/progress.ts'
import type { Application, Database, Timeouts } from '../settings/application.ts'
import { loadSettings } from '../settings/load-settings.ts'
import { nodeFiles } from '../settings/node-files.ts'
import { historyOf, type Run } from './opened.ts'
import { readHistories } from './read-histories.ts'
import type { RunContext, RunEnvironment } from './run-context.ts'

/** Where an application is, and how its databases are to be worked on. */
export interface OpenApplicationOptions {
  /** The folder to look in for a settings file or for `migrations/`. */
  readonly directory: string
  /** The settings file, if it is not to be looked for. */
  readonly settingsFile?: string | undefined
  /** Where there is no application, one without databases is opened instead of an error thrown. */
  readonly orNone?: boolean
  /** The application, if it was found otherwise and no settings are to be read. */
  readonly application?: Application | undefined
  /** What overrides the settings, in milliseconds. */
  readonly timeouts?: Partial<Timeouts>
  /** What the user says of an interrupted statement that commits as it goes. */
  readonly inDoubt?: RunContext['inDoubt']
  /** Time, chance, files and an ear, where they are not this machine's. */
  readonly environment?: Partial<RunEnvironment>
}

/**
 * Reads an application: its settings and the migrations of all its databases. No database is
 * contacted.
 *
 * @throws UserError for faults of the settings file or of the migrations' files, and for a cycle
 *   among them, which it shows
 */
export async function openApplication(options: OpenApplicationOptions): Promise<Run> {
  const settings =
    options.application ??
    (await loadSettings({
      directory: options.directory,
      file: options.settingsFile ?? null,
      orNone: options.orNone,
    }))
  const environment: RunEnvironment = {
    files: nodeFiles,
    // No database has a name with a dot.
    cache: `${settings.stateFolder}/.cache`,
    memory: null,
    clock: systemClock,
    progress: silentProgress,
    random: Math.random,
    variables: () => null,
    newRelease: randomUUID,
    ...options.environment,
  }
  const application = withTimeouts(settings, options.timeouts ?? {})
  const histories = await readHistories(application, environment.files)
  return {
    application,
    histories,
    order: resolveOrder(application.databases.map((one) => orderedDatabase(one, histories))),
    required: requiredRevisions(histories),
    environment,
    release: environment.newRelease(),
    inDoubt: options.inDoubt ?? null,
    recording: null,
  }
}

function orderedDatabase(
  { name, after }: Database,
  histories: readonly History[],
): OrderedDatabase {
  return { name, after, history: historyOf(histories, name) }
}

function withTimeouts(application: Application, overriding: Partial<Timeouts>): Application {
  return {
    ...application,
    timeouts: { ...application.timeouts, ...overriding },
    databases: application.databases.map((database) => ({
      ...database,
      timeouts: { ...database.timeouts, ...overriding },
    })),
  }
}

import { compareText, sortedBy } from '../kernel/ordering.ts'
import { Secret } from '../kernel/secret.ts'
import type {
  Application,
  Database,
  DatabaseEngine,
  Origin,
  Shadow,
  Timeouts,
  Tls,
} from './application.ts'
import type { CheckedServer, CheckedSettings } from './check-settings.ts'
import type { TlsInput } from './settings-input.ts'
import { settledReference } from './settled-reference.ts'
import { migrationsOf } from './migrations-of.ts'
import { within } from './within.ts'

/** How long things may take where nobody says otherwise, in milliseconds. */
const defaultTimeouts: Timeouts = {
  // Long enough for the queue of a busy table, short enough that those behind us do not pile up.
  lock: 3000,
  lockRetries: 10,
  statement: null,
  connect: 10_000,
  wait: 60_000,
}

/** Where the settings came from. */
export interface Provenance {
  readonly root: string
  readonly origin: Origin
}

/** Puts defaults and full paths into checked settings. */
export function buildApplication(from: Provenance, settings: CheckedSettings): Application {
  const stateFolder = stateFolderOf(from.root)
  const timeouts = withDefaults(settings.timeouts ?? {}, defaultTimeouts)
  const databases = Object.entries(settings.databases).map(([name, database]): Database => {
    const { statementTimeout: statement, lockTimeout: lock } = database
    return {
      name,
      engine: server(database, from.root) ?? { kind: 'embedded', folder: `${stateFolder}/${name}` },
      migrations: migrationsOf(database.migrations ?? usualMigrations(name), from.root),
      after: [...new Set(database.after)].sort(compareText),
      timeouts: withDefaults({ statement, lock }, timeouts),
    }
  })
  return {
    ...from,
    databases: sortedBy(databases, ({ name }) => name),
    models: (settings.models ?? []).map(({ reader, root, files, metadata, tables, database }) => ({
      reader,
      root: within(from.root, root ?? '.'),
      files,
      metadata: metadata ?? null,
      tables: tables ?? null,
      database: typeof database === 'string' ? database : null,
      sharedBy: typeof database === 'object' ? database : [],
    })),
    shadow: server(settings.shadow ?? {}, from.root) ?? { kind: 'embedded' },
    timeouts,
    references: (settings.references ?? []).map(settledReference),
    standards: settings.standards ?? null,
    audit: {
      rules: settings.audit?.rules ?? {},
      ignore: settings.audit?.ignore ?? [],
      ratchet: within(from.root, settings.audit?.ratchet ?? 'elenchus.ratchet.json'),
    },
    stateFolder,
  }
}

/** The folder of migrations of a database that names none. */
export function usualMigrations(name: string): string {
  return `migrations/${name}`
}

/** Where an application keeps what is not for the repository. */
export function stateFolderOf(root: string): string {
  return within(root, '.elenchus')
}

function server(
  { url, tls }: CheckedServer,
  root: string,
): Extract<DatabaseEngine & Shadow, { kind: 'server' }> | null {
  if (url === undefined) return null
  return { kind: 'server', url: new Secret(url), tls: tls === undefined ? null : tlsOf(tls, root) }
}

function tlsOf(tls: TlsInput, root: string): Tls {
  const file = (name: string | undefined): string | null =>
    name === undefined ? null : within(root, name)
  return {
    mode: tls.mode,
    ca: file(tls.ca),
    certificate: file(tls.certificate),
    key: file(tls.key),
    serverName: tls.serverName ?? null,
  }
}

type Given = { readonly [Key in keyof Timeouts]?: Timeouts[Key] | undefined }

function withDefaults(given: Given, defaults: Timeouts): Timeouts {
  return {
    lock: given.lock ?? defaults.lock,
    lockRetries: given.lockRetries ?? defaults.lockRetries,
    // Null is an answer here: no limit.
    statement: given.statement === undefined ? defaults.statement : given.statement,
    connect: given.connect ?? defaults.connect,
    wait: given.wait ?? defaults.wait,
  }
}

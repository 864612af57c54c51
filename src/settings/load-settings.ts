import { dirname } from 'node:path'
import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Application } from './application.ts'
import { buildApplication } from './build-application.ts'
import { checkDatabases, checkShadow, type DatabaseDraft } from './check-databases.ts'
import type { CheckedSettings } from './check-settings.ts'
import { findConvention } from './convention.ts'
import { databaseDrafts, shadowUrlDraft } from './database-drafts.ts'
import { formatFault, settingsError, type Fault } from './fault.ts'
import { findSettingsFile } from './find-settings-file.ts'
import { nodeFiles } from './node-files.ts'
import { readSettingsFile } from './read-settings-file.ts'
import { within } from './within.ts'

/** Where to look for the settings. */
export interface LoadSettingsOptions {
  /** Where the search begins. Paths of the result are spelled from it. */
  readonly directory: string
  /** A settings file, named from the directory; without it one is searched for. */
  readonly file?: string | null | undefined
  readonly files?: Files | undefined
  /** Where nothing is found: an application without databases, instead of an error. */
  readonly orNone?: boolean | undefined
}

/**
 * Reads the settings of an application: from the file that is named, else from the nearest
 * `elenchus.config.*` here or above, else by the names of folders.
 *
 * @throws UserError with all faults of the settings together
 */
export async function loadSettings(options: LoadSettingsOptions): Promise<Application> {
  const { directory, files = nodeFiles } = options
  const file =
    typeof options.file === 'string'
      ? within(directory, options.file)
      : await findSettingsFile(directory, files)
  if (file !== null) return fromFile(file, files)
  const application = await fromConvention(directory, files)
  if (application !== null) return application
  if (options.orNone === true) return withoutDatabases(directory)
  throw noApplication(directory)
}

async function fromFile(file: string, files: Files): Promise<Application> {
  const settings = await readSettingsFile(file, files)
  // The checker takes 45 ms to load, which a convention need not pay.
  const { checkSettings } = await import('./check-settings.ts')
  const checked = checkSettings(settings)
  const faults = faultsBetween(settings)
  if (checked.kind === 'faulty') throw settingsError(file, [...checked.faults, ...faults])
  if (faults.length > 0) throw settingsError(file, faults)
  const root = within(dirname(file), '.')
  return buildApplication({ root, origin: { kind: 'file', file } }, checked.settings)
}

function withoutDatabases(directory: string): Application {
  return buildApplication(
    { root: within(directory, '.'), origin: { kind: 'none' } },
    { databases: {} },
  )
}

function faultsBetween(settings: unknown): readonly Fault[] {
  const databases = databaseDrafts(settings)
  if (databases === null) return []
  return [...checkDatabases(databases), ...checkShadow(shadowUrlDraft(settings), databases)]
}

async function fromConvention(directory: string, files: Files): Promise<Application | null> {
  const convention = await findConvention(directory, files)
  if (convention === null) return null
  const entries = [...convention.migrations]
  const drafts = entries.map(([name, migrations]): DatabaseDraft => {
    return { name, migrations, url: null, after: [] }
  })
  const faults = checkDatabases(drafts)
  const { folder } = convention
  if (faults.length > 0) throw conventionError(within(directory, folder), faults)
  const databases = Object.fromEntries(entries.map(([name, migrations]) => [name, { migrations }]))
  const settings: CheckedSettings = { databases }
  const root = within(directory, '.')
  return buildApplication({ root, origin: { kind: 'convention', folder } }, settings)
}

function conventionError(folder: string, faults: readonly Fault[]): UserError {
  return new UserError(`The folders in "${folder}" cannot be databases as they are named.`, {
    code: 'settings',
    details: faults.map(formatFault),
    hint: 'Rename them, or name them in a settings file: elenchus init <database>',
  })
}

function noApplication(directory: string): UserError {
  return new UserError(`No settings file and no migrations were found in "${directory}".`, {
    code: 'no-application',
    details: [
      'Looked for elenchus.config.ts (or .mts, .js, .mjs, .cjs, .json) here and above,',
      'and for migrations/<database>/*.sql, migrations/*.sql and db/migrations/*.sql here.',
    ],
    hint: 'Write a settings file: elenchus init',
  })
}

import { mkdir, writeFile } from 'node:fs/promises'
import { UserError } from '../kernel/user-error.ts'
import { usualMigrations } from './build-application.ts'
import { checkDatabases } from './check-databases.ts'
import { findConvention } from './convention.ts'
import { formatFault } from './fault.ts'
import type { AlembicInput, ModelsInput } from './settings-input.ts'
import { settingsFilesAmong } from './find-settings-file.ts'
import { nodeFiles } from './node-files.ts'
import { settingsText } from './settings-text.ts'
import { within } from './within.ts'

/** What to begin with. */
export interface InitialiseOptions {
  readonly directory: string
  /** Names of databases; where there are none, those whose migrations are found, else `main`. */
  readonly databases: readonly string[]
  /** What was found in the directory, where no databases are named. */
  readonly found?: FoundSettings | null
}

/** An application that was found, as settings name it; paths are from the directory. */
export interface FoundSettings {
  readonly migrations: ReadonlyMap<string, string | AlembicInput>
  readonly models: readonly ModelsInput[]
}

const SETTINGS_FILE = 'elenchus.config.ts'

/**
 * Writes a settings file, a folder of migrations for each database, and `.elenchus/` into
 * `.gitignore`. Nothing that is there is overwritten. The settings file comes last, so that a run
 * that was broken off can be repeated.
 *
 * @returns what was written, as seen from the directory, in order
 * @throws UserError where there is a settings file, or a name cannot be used
 */
export async function initialise(options: InitialiseOptions): Promise<readonly string[]> {
  const { directory } = options
  const names = (await nodeFiles.list(directory)) ?? []
  const [existing] = settingsFilesAmong(names)
  if (existing !== undefined) throw settingsExist(within(directory, existing))
  const { migrations, models } = await contentOf(options)
  refuseFaults(migrations)
  const written: string[] = []
  for (const folder of migrations.values()) {
    if (typeof folder === 'string') written.push(...(await keepFolder(directory, folder)))
  }
  written.push(...(await ignoreState(directory)))
  const text = settingsText({ migrations, models, readsEnv: names.includes('.env') })
  await writeFile(within(directory, SETTINGS_FILE), text, { flag: 'wx' })
  return [...written, SETTINGS_FILE]
}

async function contentOf(options: InitialiseOptions): Promise<FoundSettings> {
  const { databases, found = null } = options
  if (databases.length === 0 && found !== null) return found
  return { migrations: await foldersOf(options), models: [] }
}

async function foldersOf(options: InitialiseOptions): Promise<ReadonlyMap<string, string>> {
  const { directory, databases } = options
  if (databases.length === 0) {
    const convention = await findConvention(directory, nodeFiles)
    if (convention !== null) return convention.migrations
  }
  const names = databases.length === 0 ? ['main'] : databases
  return new Map(names.map((name) => [name, usualMigrations(name)]))
}

function refuseFaults(migrations: FoundSettings['migrations']): void {
  const drafts = [...migrations].map(([name, given]) => {
    // Several databases may share a configuration of Alembic.
    return { name, migrations: typeof given === 'string' ? given : null, url: null, after: [] }
  })
  const faults = checkDatabases(drafts)
  if (faults.length === 0) return
  throw new UserError('The names of the databases cannot be used.', {
    code: 'database-names',
    details: faults.map(formatFault),
    hint: 'Give others: elenchus init auth billing',
  })
}

/** Git keeps no empty folders, so a new one gets a file to be kept for. */
async function keepFolder(directory: string, folder: string): Promise<readonly string[]> {
  const location = within(directory, folder)
  const names = await nodeFiles.list(location)
  if (names !== null && names.length > 0) return []
  await mkdir(location, { recursive: true })
  await writeFile(`${location}/.gitkeep`, '', { flag: 'wx' })
  return [`${folder}/.gitkeep`]
}

async function ignoreState(directory: string): Promise<readonly string[]> {
  const file = within(directory, '.gitignore')
  const text = (await nodeFiles.read(file)) ?? ''
  if (/^\/?\.elenchus\/?\s*$/m.test(text)) return []
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const separator = text === '' || text.endsWith('\n') ? '' : lineEnd
  await writeFile(file, `${separator}.elenchus/${lineEnd}`, { flag: 'a' })
  return ['.gitignore']
}

function settingsExist(file: string): UserError {
  return new UserError(`Settings file "${file}" is already there.`, {
    code: 'settings-exist',
    at: { file, line: 1, column: 1 },
    hint: 'Add databases to it by hand.',
  })
}

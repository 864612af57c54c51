import { resolve } from 'node:path'
import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import { UNREADABLE } from './unreadable.ts'
import { within } from './within.ts'

/** The names a settings file may have. */
export const settingsFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `elenchus.config.${extension}`,
)

/**
 * Looks for a settings file in a directory and those above it, up to the first that is a Git
 * repository, or else to the top. Null where there is none.
 *
 * @throws UserError where one folder has two
 */
export async function findSettingsFile(directory: string, files: Files): Promise<string | null> {
  for (let folder = within(directory, '.'); ; folder = within(folder, '..')) {
    const names = await listAbove(folder, files)
    const found = settingsFilesAmong(names)
    if (found.length > 1) throw severalFiles(folder, found)
    if (found[0] !== undefined) return within(folder, found[0])
    if (names.includes('.git') || resolve(folder) === resolve(folder, '..')) return null
  }
}

/** The names of settings files among the names of a folder. */
export function settingsFilesAmong(names: readonly string[]): readonly string[] {
  return names.filter((name) => settingsFileNames.includes(name))
}

/** A folder above that may not be read is passed by: the user did not name it. */
async function listAbove(folder: string, files: Files): Promise<readonly string[]> {
  try {
    return (await files.list(folder)) ?? []
  } catch (error) {
    if (error instanceof UserError && error.code === UNREADABLE) return []
    throw error
  }
}

function severalFiles(folder: string, names: readonly string[]): UserError {
  const quoted = names.map((name) => `"${name}"`).join(' and ')
  const where = folder === '.' ? '' : ` in "${folder}"`
  return new UserError(`There are several settings files${where}: ${quoted}.`, {
    code: 'settings-several',
    hint: 'Keep one of them, or name it: --config elenchus.config.ts',
  })
}

import type { Files } from '../kernel/files.ts'

/** Files that stand where a Python project begins. */
const MARKERS =
  /^(pyproject\.toml|setup\.(py|cfg)|Pipfile|requirements[\w.-]*\.(txt|in)|(poetry|uv|pdm)\.lock|environment\.ya?ml)$/

/** Whether these are the names in a folder that a Python project begins at. */
export function isProjectFolder(names: readonly string[]): boolean {
  return !names.includes('__init__.py') && names.some((name) => MARKERS.test(name))
}

/**
 * The folder of the Python project that a folder is in: the nearest that says what it needs and is no
 * package. Where none does, the outermost.
 *
 * @param folders the folder itself and those around it, the nearest first
 */
export async function projectFolder(files: Files, folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    if (isProjectFolder((await files.list(folder)) ?? [])) return folder
  }
  return folders.at(-1) ?? '.'
}

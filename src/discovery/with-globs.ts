import { joinPath, pathWithin } from '../history/alembic/join-path.ts'
import type { Files } from '../kernel/files.ts'
import { filesAsGlobs } from '../models/files-as-globs.ts'
import { readSources } from '../models/python-sources.ts'
import type { FoundSettings } from '../settings/initialise.ts'
import type { ModelsInput } from '../settings/settings-input.ts'
import { speaksOfTables } from './python-projects.ts'

/**
 * The same settings with patterns for files of models, as far as reading them gives the same: what is
 * added to a folder of models is then read, too.
 *
 * @param folder which their paths are from
 */
export async function withGlobs(
  found: FoundSettings,
  folder: string,
  files: Files,
): Promise<FoundSettings> {
  const read = async (models: ModelsInput): Promise<ModelsInput> => {
    const root = joinPath(folder, models.root ?? '.')
    const { modules } = await readSources(files, root)
    const met = Array.from(modules.values(), ({ file, text }) => ({
      file: pathWithin(file, root),
      isDeclaring: speaksOfTables(text),
    }))
    return { ...models, files: filesAsGlobs(models.files, met) }
  }
  return { ...found, models: await Promise.all(found.models.map(read)) }
}

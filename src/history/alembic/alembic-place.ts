import type { Files } from '../../kernel/files.ts'
import { UserError } from '../../kernel/user-error.ts'
import { projectFolder } from '../../models/project-folder.ts'
import { readAlembicSettings, type AlembicSettings } from './alembic-settings.ts'
import { isWithin, joinPath, parentFolder, pathWithin } from './join-path.ts'

/** Which configuration is meant, and how far around it anything is looked for. */
export interface AlembicConfiguration {
  /** An ini file, a `pyproject.toml`, or a folder: with `alembic.ini` in it, or else with `env.py`. */
  readonly config: string
  /** The section of the ini file; null for `alembic`. */
  readonly section: string | null
  /** The outermost folder of the application. */
  readonly root: string
}

/** How the history of a configuration is read. */
export interface AlembicPlace {
  /** The folder that Alembic is started in. */
  readonly folder: string
  /** The configuration, as it is named from there. */
  readonly config: string
  readonly section: string
  /** Further folders whose Python the history may import. */
  readonly sources: readonly string[]
  readonly settings: AlembicSettings
}

/**
 * Finds the folder that Alembic is started in: the nearest one around the configuration from which its
 * `script_location` leads to an env.py.
 *
 * @throws UserError `no-alembic-configuration` where nothing says where the scripts are
 */
export async function alembicPlace(
  files: Files,
  given: AlembicConfiguration,
): Promise<AlembicPlace> {
  const file = await configurationFile(files, joinPath(given.config, '.'))
  const section = given.section ?? 'alembic'
  const folders = foldersAround(parentFolder(file), joinPath(given.root, '.'))
  const project = await projectFolder(files, folders)
  let first: AlembicPlace | null = null
  for (const folder of folders) {
    const config = pathWithin(file, folder)
    const settings = await settingsAt(files, { folder, config, section })
    if (settings === null) continue
    const place = { folder, config, section, sources: [project], settings }
    first ??= place
    if ((await files.read(joinPath(settings.scriptFolder, 'env.py'))) === null) continue
    // Beside its own env.py nothing of the project would be found.
    if (folder !== settings.scriptFolder || project === folder) return place
    return placeAt(files, { folder: project, file, section })
  }
  return first ?? placeAt(files, { folder: parentFolder(file), file, section })
}

async function placeAt(
  files: Files,
  { folder, file, section }: { readonly folder: string; readonly file: string; section: string },
): Promise<AlembicPlace> {
  const config = pathWithin(file, folder)
  const settings = await readAlembicSettings(files, { folder, config, section })
  return { folder, config, section, sources: [folder], settings }
}

async function settingsAt(
  files: Files,
  place: { readonly folder: string; readonly config: string; readonly section: string },
): Promise<AlembicSettings | null> {
  try {
    return await readAlembicSettings(files, place)
  } catch (error) {
    if (error instanceof UserError && error.code === 'no-alembic-configuration') return null
    throw error
  }
}

/** A folder stands for the ini file in it. */
async function configurationFile(files: Files, config: string): Promise<string> {
  if (/\.(ini|toml|cfg)$/.test(config)) return config
  const names = (await files.list(config)) ?? []
  return names.includes('env.py') && !names.includes('alembic.ini')
    ? config
    : joinPath(config, 'alembic.ini')
}

/** A folder and those around it, the nearest first, up to the root. */
function foldersAround(folder: string, root: string): readonly string[] {
  const found = [folder]
  for (let at = folder; at !== root && isWithin(at, root) && parentFolder(at) !== at;) {
    at = parentFolder(at)
    found.push(at)
  }
  return found
}

import type { Files } from '../../kernel/files.ts'
import type { Place } from '../../kernel/place.ts'
import { UserError } from '../../kernel/user-error.ts'
import { interpolate, readIniFile } from './ini-file.ts'
import { readToolAlembic } from './pyproject.ts'
import { joinPath, parentFolder } from './join-path.ts'

/** What Alembic's configuration says of one history. Paths are as the files are found by. */
export interface AlembicSettings {
  /** The ini file, or `pyproject.toml` where there is none; else `env.py`. */
  readonly file: string
  readonly section: string
  /** The folder that Alembic is started in. */
  readonly folder: string
  /** The folder with `env.py`. */
  readonly scriptFolder: string
  /** The folders with the revisions, in the order given. */
  readonly versionFolders: readonly string[]
  /** Folders from which modules are imported, the first first. */
  readonly importFolders: readonly string[]
  readonly isRecursive: boolean
  /** All options of the section with `%(name)s` filled in. */
  readonly options: ReadonlyMap<string, string>
  /** The same of every section of the file. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Which configuration is read. */
export interface SettingsPlace {
  /** The folder that Alembic is started in. */
  readonly folder: string
  /** The ini file within it, or a folder with `env.py` that no file names; `alembic.ini` by default. */
  readonly config?: string | undefined
  /** Its section; `alembic` by default. */
  readonly section?: string | undefined
}

/**
 * Reads `alembic.ini`, and `[tool.alembic]` of `pyproject.toml`, which speaks of what code needs.
 *
 * @throws UserError `no-alembic-configuration` where neither says where the scripts are
 */
export async function readAlembicSettings(
  files: Files,
  { folder, config = 'alembic.ini', section = 'alembic' }: SettingsPlace,
): Promise<AlembicSettings> {
  const isFile = /\.(ini|toml|cfg)$/.test(config)
  const file = joinPath(folder, isFile ? config : `${config}/env.py`)
  const ini = isFile ? await files.read(file) : await scriptsAlone(files, file, { config, section })
  const pyproject = joinPath(folder, 'pyproject.toml')
  const tool = readToolAlembic((await files.read(pyproject)) ?? '')
  if (ini === null && tool.size === 0) {
    throw missing(file, `There is no "${config}" in "${folder}".`)
  }
  const written = readIniFile(ini ?? '')
  const here = new Map([['here', ini === null ? folder : parentFolder(file)]])
  const sections = new Map(
    [...written].map(([name, options]) => [name, filled(options, here)] as const),
  )
  const options = new Map([
    ...filled(tool, new Map([['here', folder]])),
    ...(sections.get(section) ?? []),
  ])
  const scriptFolder = await scriptFolderOf(files, {
    folder,
    file,
    section,
    location: options.get('script_location'),
  })
  return {
    file: ini === null ? pyproject : file,
    section,
    folder,
    scriptFolder,
    versionFolders: await versionFolders(files, options, { scriptFolder, folder }),
    importFolders: importFolders(options, folder),
    isRecursive: /^(true|1|yes|on)$/i.test(options.get('recursive_version_locations') ?? ''),
    options,
    sections,
  }
}

/** What an ini file would say of a folder with env.py that has none; null where there is no env.py. */
async function scriptsAlone(
  files: Files,
  environment: string,
  { config, section }: { readonly config: string; readonly section: string },
): Promise<string | null> {
  if ((await files.read(environment)) === null) return null
  return `[${section}]\nscript_location = ${config.replaceAll('%', '%%')}\n`
}

interface Location {
  readonly folder: string
  readonly file: string
  readonly section: string
  readonly location: string | undefined
}

/** Where env.py is: where the ini file says, or beside it, as Flask-Migrate has it. */
async function scriptFolderOf(
  files: Files,
  { folder, file, section, location }: Location,
): Promise<string> {
  if (location === undefined) {
    const beside = parentFolder(file)
    if ((await files.read(joinPath(beside, 'env.py'))) !== null) return joinPath(beside, '.')
    throw missing(file, `"${file}" has no script_location in its section "${section}".`)
  }
  const found = await inPackage(files, folder, { path: location.trim(), file: 'env.py' })
  if (found !== null) return found
  const below = joinPath(folder, location.trim())
  // A package may be called as the folder that it is in.
  const isBelow = (await files.read(joinPath(below, 'env.py'))) !== null
  return isBelow ? below : located(location, folder)
}

/** `package:folder` is a folder of a package; null for other paths. */
async function inPackage(
  files: Files,
  folder: string,
  { path, file }: { readonly path: string; readonly file: string },
): Promise<string | null> {
  const [, name, rest = ''] = /^([\w.]+):([^/].*)$/.exec(path) ?? []
  if (name === undefined) return null
  const inner = name.replaceAll('.', '/')
  // A package may be installed from a folder of its own, or be the folder that Alembic is started in.
  for (const one of [inner, `src/${inner}`, `../${inner}`, `../src/${inner}`]) {
    const found = joinPath(folder, `${one}/${rest}`)
    const isThere =
      file === ''
        ? (await files.list(found)) !== null
        : (await files.read(joinPath(found, file))) !== null
    if (isThere) return found
  }
  return joinPath(folder, `${inner}/${rest}`)
}

function missing(file: string, message: string): UserError {
  const at: Place = { file, line: 1, column: 1 }
  return new UserError(message, {
    code: 'no-alembic-configuration',
    at,
    hint: 'Name the folder that alembic is started in, its ini file and the section of it.',
  })
}

function filled(
  options: ReadonlyMap<string, string>,
  here: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = new Map([...here, ...options])
  return new Map([...options].map(([name, value]) => [name, interpolate(value, names)]))
}

/** A path as Alembic is given it. */
function located(path: string, folder: string): string {
  const trimmed = path.trim()
  return trimmed.startsWith(`${folder}/`) || trimmed === folder
    ? trimmed
    : joinPath(folder, trimmed)
}

interface Around {
  readonly scriptFolder: string
  readonly folder: string
}

async function versionFolders(
  files: Files,
  options: ReadonlyMap<string, string>,
  { scriptFolder, folder }: Around,
): Promise<readonly string[]> {
  const given = options.get('version_locations')
  if (given === undefined || given.trim() === '') return [joinPath(scriptFolder, 'versions')]
  const separator =
    options.get('path_separator') ?? options.get('version_path_separator') ?? 'legacy'
  const found: string[] = []
  for (const path of split(given, separator)) {
    found.push((await inPackage(files, folder, { path, file: '' })) ?? located(path, folder))
  }
  return found
}

function importFolders(options: ReadonlyMap<string, string>, folder: string): readonly string[] {
  const given = options.get('prepend_sys_path')
  if (given === undefined) return [folder]
  const separator = options.get('path_separator') ?? 'legacy'
  const paths = split(given, separator).map((path) => located(path, folder))
  return [...new Set([...paths, folder])]
}

/** `os` is a colon here; Alembic's first way was commas, spaces and colons at once. */
function split(text: string, separator: string): readonly string[] {
  const by: Readonly<Record<string, RegExp>> = {
    os: /:/,
    ':': /:/,
    ';': /;/,
    space: /\s+/,
    newline: /\n/,
    legacy: /, *| +|\n/,
  }
  const paths = text.split(by[separator] ?? /, *|\s+/)
  return paths.map((path) => path.trim()).filter((path) => path !== '')
}

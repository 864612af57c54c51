/** The source of one module. */
export interface ModuleSource {
  /** Its path, as places show it. `__init__.py` at its end makes it a package. */
  readonly file: string
  readonly text: string
}

/** A module or a package, as it lies in a folder. */
export interface FolderEntry {
  readonly name: string
  readonly isPackage: boolean
}

/**
 * Gives modules of the project by their full names: the source, `folder` for a folder with modules but
 * without `__init__.py`, or null for what is not part of the project. The caller read the files before.
 */
export interface SourceProvider {
  module(name: string): ModuleSource | 'folder' | null
  /** What lies directly in a folder, sorted by name; null where the project has no such folder. */
  readonly modulesIn: (folder: string) => readonly FolderEntry[] | null
}

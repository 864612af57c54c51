import type { Declaration } from '../models/declaration.ts'
import { readSourcesOf } from '../models/read-models.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import type { PythonProject } from './python-projects.ts'

/** The models of a project that belong to one metadata. */
export interface ProjectMetadata {
  readonly project: PythonProject
  readonly declaration: Declaration
}

/** How the models of a project are read. */
export interface MetadataReading {
  readonly parser: PythonParser
  /** Names of databases that tables may be tied to. */
  readonly databases: readonly string[]
}

/** Reads the models of a project; metadatas without a table are left out. */
export async function readMetadatas(
  project: PythonProject,
  { parser, databases }: MetadataReading,
): Promise<readonly ProjectMetadata[]> {
  const { modules } = project
  const { declarations } = await readSourcesOf(project.sources, { parser, databases, modules })
  return declarations.flatMap((declaration) =>
    declaration.tables.length === 0 ? [] : [{ project, declaration }],
  )
}

/** The ways to spell a metadata, the one beside its definition first. */
export function spellings({ declaration, project }: ProjectMetadata): readonly string[] {
  const { names, at } = declaration
  const isBeside = (name: string): boolean => {
    const [module = ''] = name.split(':', 1)
    return project.sources.modules.get(module)?.file === at.file
  }
  const own = names.filter(isBeside)
  return [...own, ...names.filter((name) => !isBeside(name))]
}

/** What a metadata is called among people: `Base` for `app.db:Base.metadata`. */
export function baseOf(name: string): string {
  const [, variable = name] = name.split(':')
  return variable.split('.', 1)[0] ?? variable
}

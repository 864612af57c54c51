import type { Project } from '../../tests/support/projects.ts'
import type { DatabaseHome } from './database-home.ts'

/** What is needed to make the golden files of one project. */
export interface Making {
  readonly project: Project
  readonly home: DatabaseHome
  /** How Python is started for it. */
  readonly python: { readonly python: string; readonly folder: string }
}

/** Contents of golden files by their names. */
export type GoldenFiles = ReadonlyMap<string, string>

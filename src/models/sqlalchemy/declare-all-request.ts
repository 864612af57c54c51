import type { PythonSources } from '../python-sources.ts'
import type { Reading } from './reading.ts'

/** What was read, and where to look for names. */
export interface DeclaringAll {
  readonly reading: Reading
  readonly sources: PythonSources
  readonly modules: readonly string[]
  readonly databases: readonly string[]
}

import type { Files } from '../kernel/files.ts'

/** A settings file that is a program. */
export interface SettingsProgram {
  readonly file: string
  readonly text: string
  /** For the lines around a fault in a file that it imports. */
  readonly files: Files
}

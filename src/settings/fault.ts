import { sortedBy } from '../kernel/ordering.ts'
import { UserError } from '../kernel/user-error.ts'

/** One thing that is wrong in the settings. */
export interface Fault {
  /** The keys that lead to it: `['databases', 'auth', 'url']`. */
  readonly path: readonly PropertyKey[]
  /** What is wrong, to be read after the path: `is missing`. */
  readonly message: string
}

/** `databases.auth.url: is empty`. */
export function formatFault({ path, message }: Fault): string {
  const formatted = path.map(formatKey).join('').replace(/^\./, '')
  return `${formatted === '' ? 'settings' : formatted}: ${message}`
}

function formatKey(key: PropertyKey): string {
  if (typeof key === 'number') return `[${key}]`
  const text = String(key)
  return /^[\w-]+$/.test(text) ? `.${text}` : `[${JSON.stringify(text)}]`
}

/** All faults of one settings file as one error. */
export function settingsError(file: string, faults: readonly Fault[]): UserError {
  const details = sortedBy(new Set(faults.map(formatFault)), (line) => line)
  const count = details.length === 1 ? 'a fault' : `${details.length} faults`
  return new UserError(`Settings file "${file}" has ${count}.`, {
    code: 'settings',
    at: { file, line: 1, column: 1 },
    details,
    hint: `Correct ${file}.`,
  })
}

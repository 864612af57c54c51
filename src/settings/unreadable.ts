import { UserError } from '../kernel/user-error.ts'

/** The code of every {@link UserError} about a file that is there and cannot be read. */
export const UNREADABLE = 'file-unreadable'

/**
 * Tells why a file or folder cannot be read.
 *
 * @param subject as it stands in a sentence: `File "a.sql"`
 * @param code of the operating system: `EACCES`
 */
export function unreadable(subject: string, name: string, code: string): UserError {
  const { reason, hint } = explain(code, name)
  const at = { file: name, line: 1, column: 1 }
  return new UserError(`${subject} ${reason}.`, { code: UNREADABLE, at, hint })
}

function explain(code: string, name: string): { reason: string; hint?: string } {
  if (code === 'EISDIR') return { reason: 'is a folder', hint: 'Name a file in it.' }
  if (code === 'EACCES' || code === 'EPERM') {
    return { reason: 'may not be read by this user', hint: `See who may: ls -ld ${name}` }
  }
  return { reason: `cannot be read (${code})` }
}

import { excerpt } from '../kernel/excerpt.ts'
import { placeOf, type Place } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'

/** A migration file as it was read. */
export interface RevisionFile {
  readonly file: string
  readonly text: string
}

/** What is wrong at a place in a migration file. */
export interface RevisionFault {
  readonly code: string
  readonly message: string
  readonly hint: string
  /** In UTF-16 units. */
  readonly offset: number
}

/** The error at an offset of a migration file, with the lines around it. */
export function revisionFault(source: RevisionFile, fault: RevisionFault): UserError {
  const at = placeOf(source.file, source.text, fault.offset)
  const { code, message, hint } = fault
  return new UserError(message, { code, hint, at, excerpt: excerpt(source.text, at) })
}

/** The beginning of a file, for what is wrong with it as a whole. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 }
}

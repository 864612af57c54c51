import type { Json } from './canonical-json.ts'
import type { Place } from './place.ts'

/** What a {@link UserError} carries besides its sentence. */
export interface UserErrorFacts {
  /** Stable name for programs, in kebab-case: `checksum-changed`. */
  readonly code: string
  /** What to do next, with the literal command, flag or edit. */
  readonly hint?: string | undefined
  readonly at?: Place | undefined
  /** The source around the place, with a caret. */
  readonly excerpt?: string | undefined
  /** Further facts, one a line: PostgreSQL's detail, both checksums, the members of a cycle. */
  readonly details?: readonly string[] | undefined
  readonly cause?: unknown
}

/**
 * A fault that the user can act on. Its message is one sentence that names the object in double
 * quotes. Anything else that is thrown is our bug and shows its stack.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError'
  readonly code: string
  readonly hint: string | undefined
  readonly at: Place | undefined
  readonly excerpt: string | undefined
  readonly details: readonly string[]

  constructor(message: string, facts: UserErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = facts.code
    this.hint = facts.hint
    this.at = facts.at
    this.excerpt = facts.excerpt
    this.details = facts.details ?? []
  }

  /** Plain data for `--format json`; the cause stays out, for it may be anything. */
  toJSON(): Json {
    const { code, message, hint, at, details, excerpt } = this
    return {
      code,
      message,
      ...(at === undefined ? {} : { at: { ...at } }),
      ...(hint === undefined ? {} : { hint }),
      ...(excerpt === undefined ? {} : { excerpt }),
      details,
    }
  }
}

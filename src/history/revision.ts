import type { Place } from '../kernel/place.ts'

/** The migrations of one database, in the order of their versions. */
export interface History {
  readonly database: string
  readonly folder: string
  readonly revisions: readonly Revision[]
}

/** One migration file. */
export interface Revision {
  /** The file's name without its ending: `001_initial_schema`. */
  readonly id: string
  /** Its digits, as written: `001`. */
  readonly version: string
  /** What follows them: `initial_schema`. */
  readonly name: string
  readonly database: string
  /** The path of the file. */
  readonly file: string
  /** The first paragraph of its header comment; the name in words where there is none. */
  readonly title: string
  readonly requires: readonly Requirement[]
  /** SHA-256 in hexadecimal; the same whether lines end with LF or CRLF. */
  readonly checksum: string
  /** The whole file, without a byte order mark. */
  readonly text: string
  readonly up: Section
  /** Null where the file has no way back. */
  readonly down: Section | null
}

/** A revision of any database that has to be applied before: `-- elenchus:requires auth/001_users`. */
export interface Requirement {
  readonly database: string
  /** An id, or a version alone. */
  readonly revision: string
  readonly at: Place
}

/** All that is run in one direction. */
export interface Section {
  /** One for each marker of the direction, in the order of the text. */
  readonly blocks: readonly Block[]
  /** Null wherever there are several blocks. */
  readonly optional: Optional | null
}

/** What stands below one marker: one transaction, or statements that go one by one. */
export interface Block {
  /** Everything after the marker's line, up to the next marker of either direction. */
  readonly text: string
  /** Where that begins in the revision's text, in UTF-16 units. */
  readonly offset: number
  /** False for `transaction:false`. */
  readonly transaction: boolean
}

/** What a section needs and may do without: it is then skipped, and applied once it can be. */
export interface Optional {
  readonly kind: 'extension'
  readonly name: string
}

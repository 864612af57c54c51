import type { Place } from '../kernel/place.ts'
import type { AlembicRevision } from './alembic/alembic-revision.ts'
import type { AlembicHistory } from './alembic/read-alembic-history.ts'

/** The history of one database, whatever tool it is written for. */
export type History = SqlHistory | AlembicDatabaseHistory

/** One revision of a history. */
export type Revision = SqlRevision | AlembicDatabaseRevision

/** The migrations of one database, in the order of their versions. */
export interface SqlHistory {
  readonly kind: 'sql'
  readonly database: string
  readonly folder: string
  readonly revisions: readonly SqlRevision[]
}

/** What Alembic would run in one database. */
export interface AlembicDatabaseHistory {
  readonly kind: 'alembic'
  readonly database: string
  /** The folder with env.py. */
  readonly folder: string
  /** Those that lead to the target of the database, each after its parents and dependencies. */
  readonly revisions: readonly AlembicDatabaseRevision[]
  /** Those that its target leaves out, such as the branches of other databases. */
  readonly beyond: readonly AlembicDatabaseRevision[]
  /** As for `alembic upgrade`; null for `heads`. */
  readonly target: string | null
  readonly source: AlembicHistory
}

/** What revisions of all tools have. */
interface AnyRevision {
  /** The name that no other revision of the database has. */
  readonly id: string
  readonly database: string
  /** The path of the file. */
  readonly file: string
  /** What it does, in a few words; empty where it does not say. */
  readonly title: string
  readonly requires: readonly Requirement[]
}

/** A revision of an Alembic history; its id is Alembic's. */
export interface AlembicDatabaseRevision extends AnyRevision {
  readonly kind: 'alembic'
  /** As its file says it. */
  readonly source: AlembicRevision
}

/**
 * One migration file. Its id is the file's name without the ending, `001_initial_schema`; its title the
 * first paragraph of its header comment, the name in words where there is none.
 */
export interface SqlRevision extends AnyRevision {
  readonly kind: 'sql'
  /** Its digits, as written: `001`. */
  readonly version: string
  /** What follows them: `initial_schema`. */
  readonly name: string
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

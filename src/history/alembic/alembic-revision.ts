import type { Place } from '../../kernel/place.ts'

/** A revision of an Alembic history, as its file says. */
export interface AlembicRevision {
  readonly id: string
  /** Ids of `down_revision`, as written; none for a base. */
  readonly parents: readonly string[]
  /** As written in the file. */
  readonly branchLabels: readonly string[]
  /** Ids or branch labels of `depends_on`, as written. */
  readonly dependsOn: readonly string[]
  /** The first paragraph of the docstring; empty where there is none. */
  readonly message: string
  /** What the docstring says of the day it was created; null where it says nothing. */
  readonly created: string | null
  readonly file: string
  /** Where `revision` is set. */
  readonly at: Place
  readonly hasDowngrade: boolean
}

/** What is wrong with a history; the rest of it goes on. */
export interface AlembicFault {
  readonly code:
    | 'syntax-error'
    | 'no-revision-id'
    | 'unread-revision'
    | 'duplicate-revision'
    | 'missing-revision'
    | 'revision-cycle'
    | 'long-revision-id'
  /** One sentence that names the object in double quotes. */
  readonly message: string
  /** The id that it is about; null where the file has none. */
  readonly revision: string | null
  readonly at: Place
  /** The source around the place, with a caret; null where it says nothing. */
  readonly excerpt: string | null
}

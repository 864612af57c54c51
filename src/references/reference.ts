import type { ReferentialAction } from '../catalogue/constraint.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Place } from '../kernel/place.ts'

/**
 * How it is known that a column points at a key: `declared` by a foreign key, `modelled` by one that
 * only the code has, `documented` by a comment or the settings, `implied` by its name and type.
 */
export type ReferenceKind = 'declared' | 'modelled' | 'documented' | 'implied'

/** How sure it is that it points there at all. */
export type Confidence = 'certain' | 'high' | 'medium' | 'low'

/** A column, or several, that point at a key. */
export interface Reference {
  readonly kind: ReferenceKind
  readonly from: ReferenceEnd
  readonly to: ReferenceEnd
  /** Null where there is no foreign key. */
  readonly constraint: ReferenceConstraint | null
  /** Whether an index begins with the columns that point. */
  readonly isIndexed: boolean
  /** Whether the columns that point may be null. */
  readonly isNullable: boolean
  /** Whether the columns that are pointed at are a key: primary or unique. */
  readonly pointsAtKey: boolean
  readonly confidence: Confidence
  /** How it is known: `foreign key projects_user_id_fkey`, `named after users`. */
  readonly reason: string
  readonly at: Place | null
  /** Why what is to be said of it may be wrong; null where all was read, and of what is sound. */
  readonly doubt: ReferenceDoubt | null
}

/** What could not be read, and may have made what a reference lacks. */
export interface ReferenceDoubt {
  /** A sentence. */
  readonly says: string
  readonly at: Place | null
}

/** Columns of a table of a database, with their types. */
export interface ReferenceEnd extends ReferenceColumns {
  /** As PostgreSQL prints them; null for a column that is not there. */
  readonly types: readonly (string | null)[]
}

/** Columns of a table of a database. */
export interface ReferenceColumns {
  readonly database: string
  readonly table: QualifiedName
  readonly columns: readonly string[]
}

/** What a foreign key does. */
export interface ReferenceConstraint {
  readonly name: string
  readonly onDelete: ReferentialAction
  readonly isValidated: boolean
}

import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectKind, ObjectReference } from '../catalogue/object-reference.ts'
import type { Place } from '../kernel/place.ts'
import type { AttributeName } from './attribute.ts'

/** The three who testify about one database: the models, the migrations, the database itself. */
export type Witness = 'code' | 'history' | 'database'

/** All witnesses, in the order in which they are told. */
export const witnesses: readonly Witness[] = ['code', 'history', 'database']

/** What one witness says a database is. */
export interface CatalogueTestimony {
  readonly catalogue: Catalogue
  /** The major version of the PostgreSQL that printed it. */
  readonly major: number
  /** Where the witness says so; absent where nobody knows. */
  readonly placeOf?: PlaceOf | undefined
  /** What it has no words for; absent where it has words for all. */
  readonly silence?: Silence | undefined
}

/** What a witness cannot say. */
export interface Silence {
  /** Kinds of objects: that it has none means nothing. */
  readonly kinds: ReadonlySet<ObjectKind>
  readonly attributes: ReadonlySet<AttributeName>
}

/**
 * Where an object, or one of its attributes, is written; null where nobody knows. The attribute is
 * null for the object as a whole.
 */
export type PlaceOf = (object: ObjectReference, attribute: AttributeName | null) => Place | null

/** The history of a database as a witness: at its end, and as far as the database claims to be. */
export interface HistoryTestimony extends CatalogueTestimony {
  /** What the revisions make that the database claims to have; absent where it claims all. */
  readonly claimed?: Catalogue | undefined
}

/** What is said about one database, by whoever was heard. */
export interface Testimonies {
  readonly code: CatalogueTestimony | null
  readonly history: HistoryTestimony | null
  readonly database: CatalogueTestimony | null
}

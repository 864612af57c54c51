import type { ObjectReference } from './object-reference.ts'

/**
 * That one object of a database needs another one, as PostgreSQL keeps it in `pg_depend`. What a
 * reference says by itself (a column needs its table, a table its schema) is not listed.
 *
 * PostgreSQL does not look into function bodies that are texts, so what those use is not known.
 */
export interface Dependency {
  /** The object that needs the other one. */
  readonly dependent: ObjectReference
  readonly on: ObjectReference
  readonly kind: DependencyKind
}

/**
 * What becomes of the dependent when the other object is dropped: `normal`: the drop is refused
 * without `cascade`; `automatic`: it falls too; `internal`: it is a part of the other one and
 * falls with it; `partition`: it is the partition's share of the other one.
 */
export type DependencyKind = 'normal' | 'automatic' | 'internal' | 'partition'

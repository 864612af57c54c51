import type { ReferenceTo } from './object-reference.ts'

/**
 * Who owns the objects of a database, and who may do what with them. Not a part of the catalogue:
 * two schemas do not differ by it. A plan keeps it for what it makes anew.
 */
export interface Rights {
  /** Those that differ from what a new object has; sorted by their keys. */
  readonly objects: readonly ObjectRights[]
  /** What `alter default privileges` says of objects that are still to be made. */
  readonly defaults: readonly DefaultRights[]
}

/** What is true of one object beyond what a new one has from the start. */
export interface ObjectRights {
  readonly object: RightsReference
  /** Null for the role that read it; of a column the owner of its table. */
  readonly owner: string | null
  /** Sorted, as is the next. */
  readonly granted: readonly Privilege[]
  /** What was taken away of what a new object gives. */
  readonly revoked: readonly Privilege[]
}

/** What can have an owner or privileges; the sequence of an identity column by its own name. */
export type RightsReference = {
  [Kind in RightsKind]: ReferenceTo<Kind>
}[RightsKind]

type RightsKind =
  | 'table'
  | 'view'
  | 'sequence'
  | 'type'
  | 'routine'
  | 'aggregate'
  | 'statistics'
  | 'column'
  | 'view-column'

/** That a role may do one thing. */
export interface Privilege {
  readonly grantee: Grantee
  /** As PostgreSQL spells it: `SELECT`. */
  readonly privilege: string
  /** Whether the role may grant it to others. */
  readonly grantable: boolean
}

/** Who has a privilege: everybody, the owner of the object, whoever that is, or another role. */
export type Grantee =
  | { readonly kind: 'public' }
  | { readonly kind: 'owner' }
  | { readonly kind: 'role'; readonly name: string }

/** Roles that get or lose something on every new object of a kind. */
export interface DefaultRights {
  readonly on: 'relation' | 'sequence' | 'routine' | 'type'
  /** Null for every schema. */
  readonly schema: string | null
  /** Sorted; everybody is not among them. */
  readonly roles: readonly string[]
}

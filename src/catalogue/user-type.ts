import type { QualifiedName } from './qualified-name.ts'

/** A type that the user made. The row types of tables are not listed. */
export type UserType = EnumType | DomainType | CompositeType | RangeType

/** `create type … as enum (…)`. */
export interface EnumType extends QualifiedName {
  readonly kind: 'enum'
  /** In sort order. */
  readonly labels: readonly string[]
  readonly comment: string | null
}

/** `create domain …`. */
export interface DomainType extends QualifiedName {
  readonly kind: 'domain'
  /** As `format_type` prints it. */
  readonly baseType: string
  /** Only where it differs from the base type's own. */
  readonly collation: string | null
  readonly nullable: boolean
  readonly default: string | null
  readonly checks: readonly DomainCheck[]
  readonly comment: string | null
}

/** A check of a domain, sorted by name. */
export interface DomainCheck {
  readonly name: string
  /** As `pg_get_constraintdef` prints it, without `NOT VALID`: `CHECK ((VALUE > 0))`. */
  readonly definition: string
  readonly validated: boolean
  readonly comment: string | null
}

/** `create type … as (…)`. */
export interface CompositeType extends QualifiedName {
  readonly kind: 'composite-type'
  readonly attributes: readonly CompositeAttribute[]
  readonly comment: string | null
}

/** A field of a composite type, in order. */
export interface CompositeAttribute {
  readonly name: string
  readonly type: string
  readonly collation: string | null
  readonly comment: string | null
}

/** `create type … as range (…)`. */
export interface RangeType extends QualifiedName {
  readonly kind: 'range'
  readonly subtype: string
  /** Qualified; null where it is the subtype's default. */
  readonly operatorClass: string | null
  readonly collation: string | null
  /** The qualified name of the function, or null. */
  readonly canonical: string | null
  readonly subtypeDifference: string | null
  readonly multirange: QualifiedName
  readonly comment: string | null
}

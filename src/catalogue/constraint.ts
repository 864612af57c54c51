import type { QualifiedName } from './qualified-name.ts'

/**
 * A constraint of a table. NOT NULL is a property of the column, also on PostgreSQL 18, which
 * lists it among the constraints.
 */
export type Constraint = PrimaryKey | UniqueConstraint | ForeignKey | CheckConstraint | Exclusion

/** When a constraint is checked. */
export type Deferral = 'not-deferrable' | 'deferrable' | 'initially-deferred'

interface ConstraintFacts {
  readonly name: string
  /** True where a parent table gives it and this table alone could not drop it. */
  readonly inherited: boolean
  readonly comment: string | null
}

interface IndexBacked {
  readonly columns: readonly string[]
  /** Columns that are only carried along. */
  readonly include: readonly string[]
  readonly deferral: Deferral
  /** `without overlaps`, since PostgreSQL 18. */
  readonly withoutOverlaps: boolean
  /** `fillfactor=70` and the like, sorted. */
  readonly storageParameters: readonly string[]
}

export interface PrimaryKey extends ConstraintFacts, IndexBacked {
  readonly kind: 'primary-key'
}

export interface UniqueConstraint extends ConstraintFacts, IndexBacked {
  readonly kind: 'unique'
  readonly nullsNotDistinct: boolean
}

/** What happens to the referring row. */
export type ReferentialAction = 'no-action' | 'restrict' | 'cascade' | 'set-null' | 'set-default'

export interface ForeignKey extends ConstraintFacts {
  readonly kind: 'foreign-key'
  readonly columns: readonly string[]
  readonly references: QualifiedName
  readonly referencedColumns: readonly string[]
  readonly match: 'simple' | 'full' | 'partial'
  readonly onUpdate: ReferentialAction
  readonly onDelete: ReferentialAction
  /** `on delete set null (a, b)`: the columns that are set; empty means all. */
  readonly onDeleteColumns: readonly string[]
  readonly deferral: Deferral
  readonly validated: boolean
  /** False for `not enforced`, since PostgreSQL 18. */
  readonly enforced: boolean
  /** `period`, since PostgreSQL 18. */
  readonly period: boolean
}

export interface CheckConstraint extends ConstraintFacts {
  readonly kind: 'check'
  /** The bare condition as `pg_get_expr` prints it: `(price > 0)`. */
  readonly expression: string
  readonly validated: boolean
  readonly enforced: boolean
  readonly noInherit: boolean
}

export interface Exclusion extends ConstraintFacts {
  readonly kind: 'exclusion'
  /** As `pg_get_constraintdef` prints it: method, elements, operators, condition. */
  readonly definition: string
  readonly deferral: Deferral
}

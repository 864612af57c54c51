import type { Evaluated } from '../kernel/evaluated.ts'
import type { Place } from '../kernel/place.ts'
import type { Sql } from '../sql/sql.ts'

/** What the models of one metadata say, as written, before PostgreSQL has seen it. */
export interface Declaration {
  /** Every way to spell it, the first the most telling: `app.models:Base.metadata`. Sorted. */
  readonly names: readonly string[]
  readonly at: Place
  /** The database that all its tables are tied to; null where they are tied to several or to none. */
  readonly database: DatabaseTie | null
  readonly types: readonly DeclaredType[]
  /** Every native enum as it is written; of several of one name {@link types} has the first. */
  readonly enums: readonly WrittenEnum[]
  readonly sequences: readonly DeclaredSequence[]
  /** In the order in which they are created. */
  readonly tables: readonly DeclaredTable[]
  /** Statements that the models run before anything is made. */
  readonly beforehand: readonly WrittenStatement[]
  /** Statements that the models run after all tables were made. */
  readonly afterwards: readonly WrittenStatement[]
  /** What of it could not be read, and does not belong to a module as a whole. */
  readonly gaps: readonly ModelGap[]
  /** Whether something that was not read was given it: it may have added indexes and constraints. */
  readonly isGivenAway: boolean
}

/** Why something belongs to a database of the project. */
export interface DatabaseTie {
  readonly database: string
  readonly why: 'bind key' | 'docstring' | 'base class' | 'folder' | 'database URL'
  readonly at: Place
}

/** A type of the user's: an enum or a domain. */
export type DeclaredType = DeclaredEnum | DeclaredDomain

/** An enum with its labels in their order. */
export interface DeclaredEnum {
  readonly kind: 'enum'
  readonly schema: string | null
  readonly name: string
  readonly labels: readonly string[]
  readonly at: Place
}

/** An enum, and the Python class that it is made of. */
export interface WrittenEnum extends DeclaredEnum {
  /** Null for one that is made of texts. */
  readonly members: readonly EnumMember[] | null
}

/** A member of a Python enum. */
export interface EnumMember {
  readonly name: string
  /** Null where it is no text. */
  readonly value: string | null
}

/** A domain. */
export interface DeclaredDomain {
  readonly kind: 'domain'
  readonly schema: string | null
  readonly name: string
  readonly base: Sql
  readonly collation: string | null
  readonly default: Sql | null
  readonly notNull: boolean
  readonly constraintName: string | null
  readonly check: Sql | null
  readonly at: Place
}

/** A sequence with options as SQL: `start with 5`. */
export interface DeclaredSequence {
  readonly schema: string | null
  readonly name: string
  readonly options: readonly Sql[]
  readonly at: Place
}

/** A table. */
export interface DeclaredTable {
  /** Null where the models name none. */
  readonly schema: string | null
  readonly name: string
  readonly at: Place
  /** The module that declares it. */
  readonly module: string
  /** The class that declares it; null for a table without one. */
  readonly className: string | null
  readonly database: DatabaseTie | null
  /** What its `info` holds, as far as it is text or truth. */
  readonly info: ReadonlyMap<string, string | boolean>
  readonly columns: readonly DeclaredColumn[]
  readonly constraints: readonly DeclaredConstraint[]
  readonly indexes: readonly DeclaredIndex[]
  /** Sequences that its columns draw from. */
  readonly sequences: readonly DeclaredSequence[]
  readonly comment: string | null
  /** Words between `create` and `table`: `unlogged`. */
  readonly prefixes: readonly Sql[]
  /** What follows the columns: `partition by range (day)`. */
  readonly suffixes: readonly Sql[]
  /** Statements that the models run before it is made. */
  readonly beforehand: readonly WrittenStatement[]
  /** Statements that the models run after it was made. */
  readonly afterwards: readonly WrittenStatement[]
}

/** A column. */
export interface DeclaredColumn {
  readonly name: string
  readonly type: Evaluated<Sql>
  readonly nullable: boolean
  readonly default: Evaluated<Sql> | null
  /** `generated always as … stored`, or as identity. */
  readonly generated: Sql | null
  /** Whether Python gives a default where the database has none. */
  readonly hasClientDefault: boolean
  readonly comment: string | null
  readonly at: Place
}

/** What all constraints have. */
interface AnyConstraint {
  /** Null where PostgreSQL makes the name. */
  readonly name: string | null
  readonly at: Place
  readonly comment: string | null
}

/** A constraint. */
export type DeclaredConstraint =
  | (AnyConstraint & { readonly kind: 'primary-key'; readonly columns: readonly string[] })
  | (AnyConstraint & { readonly kind: 'foreign-key' } & ForeignKeyFacts)
  | (AnyConstraint & {
      readonly kind: 'unique' | 'check' | 'exclusion'
      /** What follows the name: `unique (a, b)`, `check (a > 0)`. */
      readonly definition: Sql
    })

/** A foreign key's columns and what they point at. */
export interface ForeignKeyFacts {
  readonly columns: readonly string[]
  readonly target: { readonly schema: string | null; readonly table: string }
  readonly targetColumns: readonly string[]
  /** Whether they are given as texts, for which SQLAlchemy searches the metadata. */
  readonly isByName: boolean
  /** What follows: `on delete cascade`. */
  readonly options: readonly Sql[]
}

/** An index. */
export interface DeclaredIndex {
  readonly name: string
  readonly isUnique: boolean
  /** What follows the table's name: `using gin (tags)`. */
  readonly definition: Sql
  readonly at: Place
}

/** A statement that stands in the models as text. */
export interface WrittenStatement {
  readonly text: Sql
  readonly at: Place
}

/** Something of the models that could not be read. */
export interface ModelGap {
  /** A clause without a full stop. */
  readonly reason: string
  readonly at: Place
  /** What it belongs to, as far as that is known: `users.email`. */
  readonly subject: string | null
}

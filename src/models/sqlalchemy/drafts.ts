import type { Place } from '../../kernel/place.ts'
import type { EnumMember } from '../declaration.ts'
import type { ClassValue, UnknownValue, Value } from '../../python/value/value.ts'

/** A `MetaData` while the models are read. */
export interface MetadataDraft {
  readonly kind: 'metadata'
  readonly at: Place
  schema: string | null
  /** The naming convention as the project wrote it; null for SQLAlchemy's own. */
  naming: Value | null
  bindKey: string | null
  readonly tables: Map<string, TableDraft>
  readonly sequences: SequenceDraft[]
  readonly types: (EnumDraft | DomainDraft)[]
  readonly beforehand: EventDraft[]
  readonly afterwards: EventDraft[]
  /** Whether something was given it that was not read, and may have added to it. */
  isGivenAway: boolean
}

/** A `Table`. */
export interface TableDraft {
  readonly kind: 'table'
  name: string
  schema: string | null
  metadata: MetadataDraft
  readonly columns: ColumnDraft[]
  readonly constraints: ConstraintDraft[]
  readonly indexes: IndexDraft[]
  comment: Value | null
  readonly options: Map<string, Value>
  bindKey: string | null
  owner: ClassValue | null
  readonly module: string
  readonly at: Place
  readonly beforehand: EventDraft[]
  readonly afterwards: EventDraft[]
}

/** A `Column`, or what `mapped_column` makes one of. */
export interface ColumnDraft {
  readonly kind: 'column'
  /** Whether it is a `mapped_column`, whose annotation speaks. */
  readonly isMapped: boolean
  name: string | null
  key: string | null
  type: SqlType
  /** Null where neither the column nor its annotation says. */
  nullable: boolean | null
  isPrimaryKey: boolean
  index: boolean | null
  unique: boolean | null
  autoincrement: boolean | 'auto' | 'ignore_fk'
  /** Whether Python makes a default. */
  hasClientDefault: boolean
  /** Whether Python makes a value at each update. */
  hasClientUpdate: boolean
  sequence: SequenceDraft | null
  serverDefault: Value | null
  computed: ComputedDraft | null
  identity: IdentityDraft | null
  comment: string | null
  foreignKeys: ForeignKeyDraft[]
  checks: ConstraintDraft[]
  sortOrder: number
  useExisting: boolean
  table: TableDraft | null
  readonly at: Place
  /** What of it is unknown. */
  readonly doubts: UnknownValue[]
}

/** A `ForeignKey` of one column. */
export interface ForeignKeyDraft {
  readonly kind: 'foreign-key'
  readonly target: Value
  readonly options: ReadonlyMap<string, Value>
  readonly order: number
  readonly at: Place
}

/** A constraint of a table. */
export interface ConstraintDraft {
  readonly kind: 'constraint'
  readonly form: 'primary-key' | 'unique' | 'check' | 'foreign-key' | 'exclusion'
  name: Value | null
  /** Columns by key or themselves; of an exclusion, pairs. */
  columns: readonly Value[]
  /** Of a foreign key. */
  readonly targets: readonly Value[]
  /** Of a check. */
  readonly expression: Value | null
  readonly options: ReadonlyMap<string, Value>
  /** The column that a check stands in. */
  column: ColumnDraft | null
  readonly order: number
  readonly at: Place
}

/** An `Index`. */
export interface IndexDraft {
  readonly kind: 'index'
  readonly name: Value | null
  readonly elements: readonly Value[]
  readonly options: ReadonlyMap<string, Value>
  table: TableDraft | null
  readonly at: Place
}

/** `Computed`. */
export interface ComputedDraft {
  readonly kind: 'computed'
  readonly expression: Value
  readonly persisted: boolean | null
}

/** `Identity`. */
export interface IdentityDraft {
  readonly kind: 'identity'
  readonly always: boolean
  readonly options: ReadonlyMap<string, Value>
}

/** `Sequence`. */
export interface SequenceDraft {
  readonly kind: 'sequence'
  readonly name: string
  schema: string | null
  readonly isOptional: boolean
  readonly options: ReadonlyMap<string, Value>
  column: ColumnDraft | null
  metadata: MetadataDraft | null
  readonly at: Place
}

/** DDL that runs before or after something is made. */
export interface EventDraft {
  readonly text: string
  readonly at: Place
}

/** A type as such, as in `String(50)`. */
export interface TypeDraft {
  readonly kind: 'type'
  readonly type: SqlType
}

/** A SQL expression. */
export interface ExpressionDraft {
  readonly kind: 'expression'
  readonly expression: SqlExpression
}

/** `server_default` made by the database in a way that nobody says: `FetchedValue`. */
export interface FetchedDraft {
  readonly kind: 'fetched'
}

/** A default that Python gives, wrapped by hand: `ColumnDefault`. */
export interface DdlDraft {
  readonly kind: 'ddl'
  readonly text: Value
  readonly context: Value | null
}

/** A column's type as SQLAlchemy's PostgreSQL dialect writes it. */
export type SqlType =
  | { readonly kind: 'null' }
  | PlainType
  | EnumDraft
  | DomainDraft
  | { readonly kind: 'array'; readonly of: SqlType; readonly dimensions: number }
  | { readonly kind: 'unknown-type'; readonly reason: string; readonly at: Place }

/** A type of PostgreSQL's own or of an extension. */
export interface PlainType {
  readonly kind: 'plain'
  readonly sql: string
  readonly collation: string | null
  /** What becomes of it as a primary key that counts by itself. */
  readonly serial: 'SMALLSERIAL' | 'SERIAL' | 'BIGSERIAL' | null
  /** The extension that it comes with. */
  readonly extension: string | null
  /** A boolean that asks for a check, with the name of the check. */
  readonly checkName?: string | null
}

/** An enum, native or not. */
export interface EnumDraft {
  readonly kind: 'enum'
  readonly name: string | null
  schema: string | null
  readonly labels: readonly string[]
  /** Of the class that it is made of; null where it is made of texts. */
  readonly members: readonly EnumMember[] | null
  readonly isNative: boolean
  readonly length: number | null
  readonly createConstraint: boolean
  readonly inheritSchema: boolean | null
  readonly metadata: MetadataDraft | null
  /** Whether it stands for whatever enum an annotation names: `Enum(enum.Enum)`. */
  readonly isGeneric: boolean
  /** Arguments to make the same of another class. */
  readonly keywords: ReadonlyMap<string, Value>
  readonly at: Place
}

/** A domain. */
export interface DomainDraft {
  readonly kind: 'domain'
  readonly name: string
  readonly schema: string | null
  readonly base: SqlType
  readonly collation: string | null
  readonly default: Value | null
  readonly notNull: boolean
  readonly constraintName: string | null
  readonly check: Value | null
  readonly metadata: MetadataDraft | null
  readonly at: Place
}

/** A SQL expression as SQLAlchemy's constructs make it. */
export interface SqlExpression {
  /** `operator` stands in parentheses where something follows it. */
  readonly form: 'column' | 'function' | 'text' | 'literal' | 'operator' | 'ordered'
  readonly parts: readonly Part[]
  /** What `postgresql_ops` knows it by. */
  readonly key: string | null
  /** A text that stands for a value rather than for SQL. */
  readonly value?: string
}

/** A piece of an expression. */
export type Part =
  | string
  | ColumnDraft
  | SqlExpression
  | { readonly kind: 'cast-type'; readonly type: SqlType }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }

import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Place } from '../kernel/place.ts'

/** What is known of models besides the schema that they make. An empty list says nothing. */
export interface ModelFacts {
  /** Every class or `Table` that declares a table; several may declare the same one. */
  readonly models: readonly ModelFact[]
  readonly metadatas: readonly MetadataFact[]
  /** What the tool that generates migrations looks at; null where that is not known. */
  readonly autogenerate: AutogenerateFacts | null
  /** Foreign keys that cannot be made as they are written. */
  readonly brokenKeys: readonly BrokenKey[]
  readonly enums: readonly ModelEnum[]
  /** Columns whose default only Python gives. */
  readonly clientDefaults: readonly ClientDefault[]
  /** Tables of which something could not be read, as `public.users`: what they lack may be there. */
  readonly unread: readonly string[]
  /** Tables to which code that was not read may have added indexes and constraints. */
  readonly mayHaveMore: readonly string[]
  /** Columns of which something could not be read, as `public.users.email`: what they say is a guess. */
  readonly unreadColumns: readonly string[]
  /** What PostgreSQL refused to make of them: that the models lack it says nothing. */
  readonly refused: readonly RefusedPart[]
}

/** A table, or a part of one, that could not be made as the models say. */
export interface RefusedPart {
  /** `public.users`. */
  readonly table: string
  /** Null for the table itself; without a name where PostgreSQL would have made it. */
  readonly part: {
    readonly kind: 'column' | 'default' | 'constraint' | 'index'
    readonly name: string | null
  } | null
}

/** A class or a `Table` that declares a table. */
export interface ModelFact {
  readonly table: QualifiedName
  /** Null for a table without a class. */
  readonly className: string | null
  readonly module: string
  readonly at: Place
  /** The name of its metadata: `app.models:Base.metadata`. */
  readonly metadata: string
  /** Whether its module is imported where migrations are generated; null where that is not known. */
  readonly isImported: boolean | null
  /** Whether anything in the project speaks of it besides what declares it; null where not known. */
  readonly isUsed: boolean | null
}

/** A metadata, and whether migrations are generated from it. */
export interface MetadataFact {
  /** `app.models:Base.metadata`. */
  readonly name: string
  readonly at: Place
  /** Null where that is not known. */
  readonly isTracked: boolean | null
}

/** What the tool that generates migrations is told. */
export interface AutogenerateFacts {
  /** Where the metadata is given: `target_metadata` in env.py. */
  readonly at: Place
  /** Whether it compares all tables of the default schema: no `include_object`, no `include_name`. */
  readonly seesAll: boolean
}

/** A foreign key of the models that cannot be made. */
export interface BrokenKey {
  /**
   * - `nowhere`: no model and no migration makes the table that it points at;
   * - `no-column`: the table has no such column;
   * - `other-metadata`: the table belongs to another metadata, where SQLAlchemy does not look;
   * - `other-database`: the table belongs to another database;
   * - `refused`: PostgreSQL refuses it for the types of its columns.
   */
  readonly why: 'nowhere' | 'no-column' | 'other-metadata' | 'other-database' | 'refused'
  readonly table: QualifiedName
  readonly columns: readonly string[]
  readonly target: QualifiedName
  readonly targetColumns: readonly string[]
  readonly at: Place
  /** Where what it points at is declared; null where nobody does. */
  readonly targetAt: Place | null
  /** The metadata or the database that has what it points at; PostgreSQL's words where it refuses. */
  readonly says: string | null
}

/** An enum of the models. */
export interface ModelEnum {
  readonly type: QualifiedName
  readonly labels: readonly string[]
  /** The members of the class that it is made of; null where it is made of texts. */
  readonly members: readonly EnumMember[] | null
  readonly at: Place
}

/** A member of a Python enum. */
export interface EnumMember {
  readonly name: string
  /** Null where it is no text. */
  readonly value: string | null
}

/** A column whose default only Python gives. */
export interface ClientDefault {
  readonly table: QualifiedName
  readonly column: string
  readonly at: Place
}

/** Where nothing is known. */
export const noModelFacts: ModelFacts = {
  models: [],
  metadatas: [],
  autogenerate: null,
  brokenKeys: [],
  enums: [],
  clientDefaults: [],
  unread: [],
  mayHaveMore: [],
  unreadColumns: [],
  refused: [],
}

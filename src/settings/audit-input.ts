/** A reference that no foreign key declares, from a column to the key that it points at. */
export interface ReferenceInput {
  /** `specs:public.projects.user_id`; without a schema, `public`. */
  readonly from: string
  readonly to: string
}

/** The name of a set of standards, or each of them; `preset` gives those that are not named. */
export type StandardsInput = 'socrates' | StandardsTable

/** What a team has decided about its schemas; what is left out is not asked. */
export interface StandardsTable {
  readonly preset?: 'socrates' | undefined
  /** The type of keys of one column, such as `uuid`. */
  readonly primaryKey?: string | null | undefined
  /** What makes a key, such as `gen_random_uuid()`. */
  readonly primaryKeyDefault?: string | null | undefined
  /** The type of moments. */
  readonly timestamps?: 'timestamptz' | 'timestamp' | null | undefined
  /** Columns that every table has: `['created_at']`. */
  readonly columns?: readonly string[] | undefined
  /** JSON is kept as `jsonb`, not null, with a default. */
  readonly jsonb?: boolean | undefined
  /** Columns that are indexed wherever they are: `['status']`. */
  readonly indexed?: readonly string[] | undefined
  /** A column that refers to another database has a comment that says so. */
  readonly commentReferences?: boolean | undefined
  readonly naming?: 'snake_case' | null | undefined
}

/** Which findings of an audit count, and how much. */
export interface AuditInput {
  /** By the names of rules: how grave they are, or `off`. */
  readonly rules?: Readonly<Record<string, SeverityInput>> | undefined
  /** Findings that are known and accepted. */
  readonly ignore?: readonly IgnoreInput[] | undefined
  /** The file of what was known to be wrong: `elenchus.ratchet.json`. */
  readonly ratchet?: string | undefined
}

/** How grave the findings of a rule are. */
export type SeverityInput = 'error' | 'warning' | 'note' | 'off'

/** Findings that are known and accepted. */
export interface IgnoreInput {
  /** The name of a rule; without it every rule. */
  readonly rule?: string | undefined
  /** `auth:public.users.email`, `auth:public.*`, `auth/003_billing`; a star stands for anything. */
  readonly subject: string
  readonly reason: string
}

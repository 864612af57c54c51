/** What a team has decided about its schemas; null or false where it has decided nothing. */
export interface Standards {
  /** The type of primary keys of one column. */
  readonly primaryKey: string | null
  /** What makes a key: `gen_random_uuid()`. */
  readonly primaryKeyDefault: string | null
  /** The type of moments. */
  readonly timestamps: 'timestamptz' | 'timestamp' | null
  /** Columns that every table has, such as `created_at`. */
  readonly columns: readonly string[]
  /** Whether JSON is kept as `jsonb`, not null, with a default. */
  readonly jsonb: boolean
  /** Columns that are filtered by wherever they are, and so are indexed: `status`. */
  readonly indexed: readonly string[]
  /** Whether a column that refers to another database has to have a comment that says so. */
  readonly commentReferences: boolean
  /** How tables and columns are named. */
  readonly naming: 'snake_case' | null
}

/** Nothing is asked. */
export const noStandards: Standards = {
  primaryKey: null,
  primaryKeyDefault: null,
  timestamps: null,
  columns: [],
  jsonb: false,
  indexed: [],
  commentReferences: false,
  naming: null,
}

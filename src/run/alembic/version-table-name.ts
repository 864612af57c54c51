/** The table in which Alembic keeps the heads of what is applied. */
export interface VersionTableName {
  /** Null where the search path finds it. */
  readonly schema: string | null
  readonly name: string
}

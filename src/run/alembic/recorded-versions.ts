import type { VersionTableName } from '../../history/alembic/run/version-rows.ts'

/** Alembic's table as it was found: with its schema, where it is there. */
export interface RecordedTable extends VersionTableName {
  readonly isThere: boolean
}

/** What Alembic's table says, and where it is. */
export interface RecordedVersions {
  readonly table: RecordedTable
  /** Sorted. */
  readonly rows: readonly string[]
}

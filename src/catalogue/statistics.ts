import type { QualifiedName } from './qualified-name.ts'

/** `create statistics …`. */
export interface ExtendedStatistics extends QualifiedName {
  readonly kind: 'statistics'
  readonly table: QualifiedName
  /** As `pg_get_statisticsobjdef` prints it. */
  readonly definition: string
  /** `alter statistics … set statistics`, where set. */
  readonly target: number | null
  readonly comment: string | null
}

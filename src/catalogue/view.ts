import type { QualifiedName } from './qualified-name.ts'
import type { TableIndex } from './table-index.ts'
import type { Trigger } from './trigger.ts'

/** A query with a name, or its stored result. */
export type View = PlainView | MaterializedView

interface ViewFacts extends QualifiedName {
  readonly columns: readonly ViewColumn[]
  /** As `pg_get_viewdef` prints it. */
  readonly definition: string
  /** `security_barrier=true`, `check_option=local`, `fillfactor=70`, sorted. */
  readonly options: readonly string[]
  readonly comment: string | null
}

export interface PlainView extends ViewFacts {
  readonly kind: 'view'
  /** `instead of` triggers. */
  readonly triggers: readonly Trigger[]
}

export interface MaterializedView extends ViewFacts {
  readonly kind: 'materialized-view'
  readonly indexes: readonly TableIndex[]
  readonly populated: boolean
}

/** A column of a view, in order. */
export interface ViewColumn {
  readonly name: string
  readonly type: string
  /** `alter view … alter column … set default`. */
  readonly default: string | null
  readonly comment: string | null
}

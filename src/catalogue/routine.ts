import type { QualifiedName } from './qualified-name.ts'

/** A function, window function or procedure. Schema, name and argument types identify it. */
export interface Routine extends QualifiedName {
  readonly kind: 'function' | 'window-function' | 'procedure'
  /** As `pg_get_function_identity_arguments` prints them. */
  readonly identityArguments: string
  /** As `pg_get_function_result` prints it; null for a procedure. */
  readonly returns: string | null
  readonly language: string
  /** The whole, as `pg_get_functiondef` prints it. */
  readonly definition: string
  readonly comment: string | null
}

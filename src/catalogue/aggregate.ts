import type { QualifiedName } from './qualified-name.ts'

/** An aggregate function. PostgreSQL has no printer for these, so its parts are given. */
export interface Aggregate extends QualifiedName {
  readonly kind: 'aggregate'
  readonly identityArguments: string
  readonly variant: 'normal' | 'ordered-set' | 'hypothetical-set'
  /**
   * What `create aggregate (…)` would be told, by its parameter names, in their order and with
   * defaults left out: `sfunc`, `stype`, `sspace`, `finalfunc`, `initcond`, `parallel`…
   */
  readonly parameters: readonly AggregateParameter[]
  readonly comment: string | null
}

/** One parameter of an aggregate. Names of functions, types and operators are qualified. */
export interface AggregateParameter {
  readonly name: string
  readonly value: string
}

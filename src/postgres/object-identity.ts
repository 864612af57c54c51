import type { ObjectKind } from '../catalogue/object-reference.ts'

/** Which object a name stands for: what outlives a rename. */
export interface ObjectIdentity {
  /** The catalogue that it has a row in: `pg_class`. */
  readonly class: string
  readonly oid: number
  /** The number of the column; 0 for what has an oid of its own. */
  readonly part: number
  readonly kind: Exclude<ObjectKind, 'undescribed'>
  readonly schema: string | null
  /** The name of the table, view or type that it is a part of. */
  readonly whole: string | null
  readonly name: string
  /** Of functions. */
  readonly arguments: string | null
  readonly whole_class: string
  readonly whole_oid: number
}

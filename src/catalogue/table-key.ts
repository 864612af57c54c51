import { referenceKey } from './object-reference.ts'
import type { QualifiedName } from './qualified-name.ts'

/** The key of a table. */
export function tableKey({ schema, name }: QualifiedName): string {
  return referenceKey({ kind: 'table', schema, name })
}

/** The key of a part of a table or view. */
export function partKey(
  kind: 'column' | 'constraint' | 'index' | 'trigger' | 'policy' | 'view-column',
  { schema, name: relation }: QualifiedName,
  name: string,
): string {
  return referenceKey({ kind, schema, relation, name })
}

import type { ReferenceDraft } from './make-reference.ts'
import type { DatabaseSchema } from './schemas.ts'

/** What foreign keys declare. Those that a partition has from its parent are the parent's. */
export function declaredReferences({
  database,
  catalogue,
}: DatabaseSchema): readonly ReferenceDraft[] {
  return catalogue.tables.flatMap((table) =>
    table.constraints.flatMap((constraint): readonly ReferenceDraft[] => {
      if (constraint.kind !== 'foreign-key' || constraint.inherited) return []
      const { name, columns, references, referencedColumns, onDelete, validated } = constraint
      const { schema } = table
      return [
        {
          kind: 'declared',
          from: { database, table: { schema, name: table.name }, columns },
          to: { database, table: references, columns: referencedColumns },
          constraint: { name, onDelete, isValidated: validated },
          confidence: 'certain',
          reason: `foreign key ${name}`,
          at: null,
        },
      ]
    }),
  )
}

import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { ReferenceDraft } from './make-reference.ts'
import { tableOf, type DatabaseSchema } from './schemas.ts'

/** What foreign keys declare. Those that a partition has from its parent are the parent's. */
export function declaredReferences(
  { database, catalogue }: DatabaseSchema,
  schemas: readonly DatabaseSchema[],
): readonly ReferenceDraft[] {
  return catalogue.tables.flatMap((table) =>
    table.constraints.flatMap((constraint): readonly ReferenceDraft[] => {
      if (constraint.kind !== 'foreign-key' || constraint.inherited) return []
      const { name, columns, references, referencedColumns, onDelete, validated } = constraint
      const { schema } = table
      return [
        {
          kind: 'declared',
          from: { database, table: { schema, name: table.name }, columns },
          to: {
            database: homeOf(references, database, schemas),
            table: references,
            columns: referencedColumns,
          },
          constraint: { name, onDelete, isValidated: validated },
          confidence: 'certain',
          reason: `foreign key ${name}`,
          at: null,
        },
      ]
    }),
  )
}

/**
 * The database that has the table a foreign key points at. Where it is another one, both are histories
 * of one database.
 */
function homeOf(
  table: QualifiedName,
  database: string,
  schemas: readonly DatabaseSchema[],
): string {
  if (tableOf(schemas, database, table) !== null) return database
  const [home, ...more] = schemas.filter((one) => tableOf([one], one.database, table) !== null)
  return home !== undefined && more.length === 0 ? home.database : database
}

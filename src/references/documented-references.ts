import { documentedReference } from '../catalogue/documented-reference.ts'
import type { ReferenceDraft } from './make-reference.ts'
import type { DatabaseSchema } from './schemas.ts'

/** What comments on columns say: `Reference to users.id in auth (no foreign key: another database)`. */
export function commentedReferences(schemas: readonly DatabaseSchema[]): readonly ReferenceDraft[] {
  return schemas.flatMap(({ database, catalogue }) =>
    catalogue.tables.flatMap(({ schema, name, columns }) =>
      columns.flatMap((column): readonly ReferenceDraft[] => {
        const documented = documentedReference(column.comment)
        if (documented === null) return []
        const to = {
          database: databaseMeant(documented.database, schemas),
          table: { schema: documented.schema ?? 'public', name: documented.table },
          columns: [documented.column],
        }
        return [
          {
            kind: 'documented',
            from: { database, table: { schema, name }, columns: [column.name] },
            to,
            constraint: null,
            confidence: 'certain',
            reason: 'the comment on the column',
            at: null,
          },
        ]
      }),
    ),
  )
}

/** People write the name of the server's database: `socrates_auth` for `auth`. */
function databaseMeant(written: string, schemas: readonly DatabaseSchema[]): string {
  const names = schemas.map(({ database }) => database)
  if (names.includes(written)) return written
  const ending = names.filter((name) => written.endsWith(`_${name}`))
  return ending.length === 1 ? (ending[0] ?? written) : written
}

import type { DatabaseCase } from '../../audit/audit-case.ts'
import { doubtsOf } from '../../audit/reference-doubts.ts'
import { findReferences, type ToldReference } from '../../references/find-references.ts'
import type { Reference } from '../../references/reference.ts'
import type { DatabaseSchema } from '../../references/schemas.ts'
import type { Application, SettledColumn } from '../../settings/application.ts'

/** Every reference of an application, with what the settings tell of. */
export function referencesOf(
  application: Application,
  schemas: readonly DatabaseSchema[],
): readonly Reference[] {
  const names = new Set(schemas.map(({ database }) => database))
  const documented = application.references
    // Of a database that was left out nothing can be said.
    .filter(({ from, to }) => names.has(from.database) && names.has(to.database))
    .map(({ from, to }): ToldReference => ({
      from: columnsOf(from),
      to: columnsOf(to),
      reason: 'the settings',
      at: null,
    }))
  return findReferences(schemas, { documented, modelled: [] })
}

/** What is, where somebody was asked who knows; else what is to be. */
export function schemasOf(subjects: readonly DatabaseCase[]): readonly DatabaseSchema[] {
  return subjects.map((subject) => {
    const { database, testimonies, schema: catalogue } = subject
    return testimonies.database === null
      ? { database, catalogue, doubtOf: doubtsOf(subject) }
      : { database, catalogue: testimonies.database.catalogue }
  })
}

function columnsOf({ database, schema, table, column }: SettledColumn): Reference['from'] {
  return { database, table: { schema, name: table }, columns: [column], types: [] }
}

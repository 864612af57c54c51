import { introspectWithDependencies } from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import { createCatalogue } from '../sql/print/create-catalogue.ts'
import type { Schema } from './side.ts'

/**
 * So many statements that make objects go into one transaction. It holds up to ten locks for each: of
 * a table, of its TOAST table, of their indexes and sequences.
 */
const LARGEST = 250

/** Makes a schema in an empty database, in as many transactions as it takes. */
export async function loadSchema(
  shadow: Session,
  { catalogue, dependencies }: Schema,
): Promise<void> {
  const { statements } = createCatalogue(catalogue, dependencies)
  for (let start = 0; start < statements.length; start += LARGEST) {
    const portion = statements.slice(start, start + LARGEST)
    // Several statements in one text are one transaction.
    await shadow.run(portion.map((statement) => `${statement};\n`).join(''))
  }
}

/** A schema as the shadow's version of PostgreSQL prints it. The shadow has to be empty. */
export async function reprinted(shadow: Session, schema: Schema): Promise<Schema> {
  await loadSchema(shadow, schema)
  const { catalogue, dependencies } = await introspectWithDependencies(shadow)
  return { catalogue, dependencies }
}

import { introspectWithDependencies } from '../postgres/introspect.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { createCatalogue } from '../sql/print/create-catalogue.ts'
import type { Sql } from '../sql/sql.ts'
import { refusal } from './refused-statement.ts'
import type { Schema } from './side.ts'

/**
 * So many statements that make objects go into one transaction, which holds locks for each: of a
 * table, of its TOAST table, of their indexes and sequences.
 */
const LARGEST = 250

/** Makes a schema in an empty database, in as many transactions as it takes. */
export async function loadSchema(
  shadow: Session,
  { catalogue, dependencies }: Schema,
): Promise<void> {
  const { statements } = createCatalogue(catalogue, dependencies)
  for (let start = 0; start < statements.length; start += LARGEST) {
    await runTogether(shadow, statements.slice(start, start + LARGEST))
  }
}

/** In one transaction, or in several where the server has no room for its locks. */
async function runTogether(shadow: Session, statements: readonly Sql[]): Promise<void> {
  try {
    // Several statements in one text are one transaction.
    await shadow.run(statements.map((statement) => `${statement};\n`).join(''))
  } catch (error) {
    const [first, second] = statements
    if (first === undefined || !(error instanceof PostgresError)) throw error
    if (error.code !== sqlState.outOfMemory) throw error
    if (second === undefined) throw refusal(first, error)
    const half = Math.ceil(statements.length / 2)
    await runTogether(shadow, statements.slice(0, half))
    await runTogether(shadow, statements.slice(half))
  }
}

/** A schema as the shadow's version of PostgreSQL prints it. The shadow has to be empty. */
export async function reprinted(shadow: Session, schema: Schema): Promise<Schema> {
  await loadSchema(shadow, schema)
  const { catalogue, dependencies } = await introspectWithDependencies(shadow)
  return { catalogue, dependencies }
}

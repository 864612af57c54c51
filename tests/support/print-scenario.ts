import { catalogueHash } from '../../src/catalogue/snapshot.ts'
import { formatDifference } from '../../src/compare/difference.ts'
import { differences } from '../../src/compare/differences.ts'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { introspectWithDependencies } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { createCatalogue, type CatalogueCreation } from '../../src/sql/print/create-catalogue.ts'

/** What came of printing a database and loading it into another one. */
export interface RoundTrip {
  readonly creation: CatalogueCreation
  /** As people read them. */
  readonly differences: readonly string[]
  readonly hashes: { readonly printed: string; readonly loaded: string }
  readonly catalogue: Catalogue
}

/** Prints what one database has and loads it into another, empty one, statement by statement. */
export async function printAndLoad(from: Session, to: Session): Promise<RoundTrip> {
  const printed = await introspectWithDependencies(from)
  const creation = createCatalogue(printed.catalogue, printed.dependencies)
  for (const statement of creation.statements) await runStatement(to, statement)
  const loaded = await introspectWithDependencies(to)
  const labels = { left: 'printed', right: 'loaded' }
  return {
    creation,
    catalogue: loaded.catalogue,
    differences: differences(printed.catalogue, loaded.catalogue).map((difference) =>
      formatDifference(difference, labels),
    ),
    hashes: {
      printed: catalogueHash(printed.catalogue),
      loaded: catalogueHash(loaded.catalogue),
    },
  }
}

async function runStatement(session: Session, statement: string): Promise<void> {
  await session.run(statement).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${statement}`, { cause: error })
  })
}

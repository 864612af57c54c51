import { majorOf } from '../../catalogue/major-version.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { CatalogueTestimony, PlaceOf } from '../../compare/testimony.ts'
import type { Place } from '../../kernel/place.ts'
import type { Declaration, DeclaredTable } from '../../models/declaration.ts'
import { introspect } from '../../postgres/introspect.ts'
import type { Run } from '../../run/opened.ts'
import { withShadow } from '../../run/rebuild.ts'
import type { Database } from '../../settings/application.ts'
import { readModelsOf, runModels } from '../models-witness.ts'

/** What the models say that the settings tie to a database; null where they name none. */
export async function hearModels(run: Run, { name }: Database): Promise<CatalogueTestimony | null> {
  const { models } = run.application
  if (!models.some(({ database }) => database === name || database === null)) return null
  const witness = await readModelsOf(name, run)
  return withShadow(run, async (shadow) => {
    await runModels(shadow, witness)
    const { catalogue, server } = await introspect(shadow)
    return { catalogue, major: majorOf(server.version), placeOf: placesIn(witness.declarations) }
  })
}

/** Where the models declare tables and columns; what belongs to a table is found with it. */
function placesIn(declarations: readonly Declaration[]): PlaceOf {
  const tables = new Map<string, DeclaredTable>()
  for (const table of declarations.flatMap((one) => one.tables)) {
    tables.set(pathOf(table.schema ?? 'public', table.name), table)
  }
  return (object) => placeIn(object, tables)
}

function placeIn(
  object: ObjectReference,
  tables: ReadonlyMap<string, DeclaredTable>,
): Place | null {
  if (object.kind === 'table') return tables.get(pathOf(object.schema, object.name))?.at ?? null
  if (!('relation' in object)) return null
  const table = tables.get(pathOf(object.schema, object.relation))
  if (table === undefined) return null
  const parts = [...table.columns, ...table.constraints, ...table.indexes]
  return parts.find(({ name }) => name === object.name)?.at ?? table.at
}

function pathOf(schema: string, name: string): string {
  return `${schema}.${name}`
}

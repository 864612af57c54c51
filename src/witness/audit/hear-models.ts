import { majorOf } from '../../catalogue/major-version.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { CatalogueTestimony, PlaceOf } from '../../compare/testimony.ts'
import type { Place } from '../../kernel/place.ts'
import type { Declaration, DeclaredTable } from '../../models/declaration.ts'
import { introspect } from '../../postgres/introspect.ts'
import type { Run } from '../../run/opened.ts'
import { withShadow } from '../../run/rebuild.ts'
import type { Database } from '../../settings/application.ts'
import type { Refusal } from '../build-models.ts'
import { buildDeclared, readModelsOf, type ModelsWitness } from '../models-witness.ts'

/** What models say of a database, and what was read to know it. */
export interface HeardModels extends CatalogueTestimony {
  readonly read: ModelsWitness
  /** What PostgreSQL refused of it. */
  readonly refusals: readonly Refusal[]
}

/** What the models say that the settings tie to a database; null where they name none. */
export async function hearModels(run: Run, { name }: Database): Promise<HeardModels | null> {
  const { models } = run.application
  if (!models.some(({ database }) => database === name || database === null)) return null
  const read = await readModelsOf(name, run)
  return withShadow(run, async (shadow) => {
    const refusals = await buildDeclared(shadow, read)
    const { catalogue, server } = await introspect(shadow)
    const placeOf = placesIn(read.declarations)
    return { catalogue, major: majorOf(server.version), placeOf, read, refusals }
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

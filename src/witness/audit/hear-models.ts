import type { Catalogue } from '../../catalogue/catalogue.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import { withoutTables } from '../../catalogue/without-tables.ts'
import { majorOf } from '../../catalogue/major-version.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { CatalogueTestimony, PlaceOf, Silence } from '../../compare/testimony.ts'
import type { Place } from '../../kernel/place.ts'
import type { Declaration, DeclaredTable } from '../../models/declaration.ts'
import { introspect } from '../../postgres/introspect.ts'
import type { Run } from '../../run/opened.ts'
import { withShadow } from '../../run/rebuild.ts'
import type { Database } from '../../settings/application.ts'
import type { Refusal } from '../build-models.ts'
import { isTrackedBy, type Generation } from './autogenerate-of.ts'
import type { HeardHistory } from './hear-history.ts'
import type { SharedTables } from './shared-tables.ts'
import { buildDeclared, readModelsOf, type ModelsWitness } from '../models-witness.ts'

/** What models say of a database, and what was read to know it. */
export interface HeardModels extends CatalogueTestimony {
  readonly read: ModelsWitness
  /** What PostgreSQL refused of it. */
  readonly refusals: readonly Refusal[]
}

/** What is known besides the models. */
export interface ModelsHearing {
  readonly generation: Generation | null
  readonly shared: SharedTables
  /** What the history of the database makes, as soon as it was heard. */
  readonly history: () => Promise<HeardHistory | null>
}

/**
 * What the models say that the settings tie to a database; null where they name none. Of two classes for
 * one table that one counts from whose metadata migrations are generated.
 */
export async function hearModels(
  run: Run,
  { name }: Database,
  { generation, shared, history }: ModelsHearing,
): Promise<HeardModels | null> {
  const { models } = run.application
  if (!models.some(({ database }) => database === name || database === null)) return null
  const isShared = models.some(({ sharedBy }) => sharedBy.includes(name))
  const isMine = isShared ? shared.of(name, await history()) : null
  const read = trackedFirst(await readModelsOf(name, run, isMine), generation)
  return withShadow(run, async (shadow) => {
    const { refusals } = await buildDeclared(shadow, {
      declarations: [...read.declarations, ...read.guests],
    })
    const { catalogue, server } = await introspect(shadow)
    const placeOf = placesIn(read.declarations)
    const own = withoutGuests(catalogue, read)
    return { catalogue: own, major: majorOf(server.version), placeOf, silence, read, refusals }
  })
}

/** What was only made so that foreign keys have something to point at. */
function withoutGuests(catalogue: Catalogue, { declarations, guests }: ModelsWitness): Catalogue {
  if (guests.length === 0) return catalogue
  const typesOf = (some: readonly Declaration[]): ReadonlySet<string> =>
    new Set(
      some.flatMap(({ types }) =>
        types.map(({ schema, name }) => pathOf(schema ?? 'public', name)),
      ),
    )
  const tables = new Set(
    guests.flatMap((one) => one.tables.map(({ schema, name }) => pathOf(schema ?? 'public', name))),
  )
  const [own, lent] = [typesOf(declarations), typesOf(guests)]
  const left = withoutTables(catalogue, (path) => tables.has(path))
  const isGone = (path: string): boolean => lent.has(path) && !own.has(path)
  return { ...left, types: left.types.filter((type) => !isGone(formatName(type))) }
}

function trackedFirst(read: ModelsWitness, generation: Generation | null): ModelsWitness {
  if (generation === null) return read
  const isTracked = ({ names }: Declaration): boolean => isTrackedBy(names, generation) === true
  const { declarations } = read
  return {
    ...read,
    declarations: [
      ...declarations.filter(isTracked),
      ...declarations.filter((one) => !isTracked(one)),
    ],
  }
}

/** SQLAlchemy has no constructs for these; a migration or a listener makes them. */
const silence: Silence = {
  kinds: new Set([
    'extension',
    'sequence',
    'view',
    'trigger',
    'policy',
    'routine',
    'aggregate',
    'statistics',
    'undescribed',
  ]),
  attributes: new Set([
    'rowSecurity',
    'replicaIdentity',
    'storage',
    'compression',
    'statisticsTarget',
    'clustered',
  ]),
}

/** Where the models declare tables and columns; what belongs to a table is found with it. */
function placesIn(declarations: readonly Declaration[]): PlaceOf {
  const tables = new Map<string, DeclaredTable>()
  // The first of one name counts.
  for (const table of declarations.flatMap((one) => one.tables).toReversed()) {
    tables.set(pathOf(table.schema ?? 'public', table.name), table)
  }
  const types = new Map(
    declarations
      .flatMap((one) => one.types)
      .toReversed()
      .map(({ schema, name, at }) => [pathOf(schema ?? 'public', name), at]),
  )
  return (object) =>
    object.kind === 'type'
      ? (types.get(pathOf(object.schema, object.name)) ?? null)
      : placeIn(object, tables)
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

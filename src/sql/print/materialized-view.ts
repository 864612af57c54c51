import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { MaterializedView } from '../../catalogue/view.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { where } from './optional.ts'
import {
  storageParameterList,
  storageParameterNames,
  withStorageParameters,
} from './storage-parameters.ts'
import { queryOf } from './view.ts'

/** Makes a materialised view that holds nothing yet: `refreshMaterializedView` fills it. */
export function createMaterializedView(view: MaterializedView): readonly Sql[] {
  const head = sql`create materialized view ${qualified(view)}${withStorageParameters(view.options)}`
  return [sql`${head} as\n${queryOf(view)}\nwith no data`]
}

/** Fills a materialised view; concurrently readers go on, and it needs a unique index. */
export function refreshMaterializedView(
  view: QualifiedName,
  { concurrently = false }: { readonly concurrently?: boolean } = {},
): readonly Sql[] {
  const way = where(concurrently, sql` concurrently`)
  return [sql`refresh materialized view${way} ${qualified(view)}`]
}

/** Drops a materialised view. */
export function dropMaterializedView(view: QualifiedName): readonly Sql[] {
  return [sql`drop materialized view ${qualified(view)}`]
}

/** Empties a materialised view, which cannot be read then. */
export function clearMaterializedView(view: QualifiedName): readonly Sql[] {
  return [sql`refresh materialized view ${qualified(view)} with no data`]
}

/** Sets storage parameters of a materialised view, given as `fillfactor=70`. */
export function setMaterializedViewOptions(
  view: QualifiedName,
  options: readonly string[],
): readonly Sql[] {
  return [sql`alter materialized view ${qualified(view)} set ${storageParameterList(options)}`]
}

/** Sets storage parameters of a materialised view back to the server's own. */
export function resetMaterializedViewOptions(
  view: QualifiedName,
  options: readonly string[],
): readonly Sql[] {
  return [sql`alter materialized view ${qualified(view)} reset ${storageParameterNames(options)}`]
}

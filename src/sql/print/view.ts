import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { PlainView, ViewColumn } from '../../catalogue/view.ts'
import { identifier, qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import {
  storageParameterList,
  storageParameterNames,
  withStorageParameters,
} from './storage-parameters.ts'
import { printedText } from './printed-text.ts'

/** Makes a view, without the defaults of its columns. */
export function createView(view: PlainView): readonly Sql[] {
  return [sql`create view ${viewBody(view)}`]
}

/** Puts another query in the place of a view's, with the same columns and perhaps more behind. */
export function replaceView(view: PlainView): readonly Sql[] {
  return [sql`create or replace view ${viewBody(view)}`]
}

/** Drops a view. */
export function dropView(view: QualifiedName): readonly Sql[] {
  return [sql`drop view ${qualified(view)}`]
}

/** Sets the default that an insert into a view's column takes, or none. */
export function setViewColumnDefault(
  view: QualifiedName,
  { name, default: expression }: Pick<ViewColumn, 'name' | 'default'>,
): readonly Sql[] {
  const action =
    expression === null ? sql`drop default` : sql`set default ${printedText(expression)}`
  return [sql`alter view ${qualified(view)} alter column ${identifier(name)} ${action}`]
}

/** Sets options of a view, given as `security_barrier=true`. */
export function setViewOptions(view: QualifiedName, options: readonly string[]): readonly Sql[] {
  return [sql`alter view ${qualified(view)} set ${storageParameterList(options)}`]
}

/** Takes options from a view. */
export function resetViewOptions(view: QualifiedName, options: readonly string[]): readonly Sql[] {
  return [sql`alter view ${qualified(view)} reset ${storageParameterNames(options)}`]
}

/** The query of a view, as PostgreSQL printed it, without the semicolon at its end. */
export function queryOf({ definition }: Pick<PlainView, 'definition'>): Sql {
  return printedText(definition.replace(/;\s*$/, ''))
}

function viewBody(view: PlainView): Sql {
  return sql`${qualified(view)}${withStorageParameters(view.options)} as\n${queryOf(view)}`
}

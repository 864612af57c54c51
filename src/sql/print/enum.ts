import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { EnumType } from '../../catalogue/user-type.ts'
import { qualified } from '../identifier.ts'
import { literal } from '../literal.ts'
import { sql, type Sql } from '../sql.ts'
import { list } from './name-list.ts'

/** Makes an enum with its labels. */
export function createEnum(type: EnumType): readonly Sql[] {
  return [sql`create type ${qualified(type)} as enum ${list(type.labels.map(literal))}`]
}

/** Where a label goes: before or after another one, or to the end. */
export type LabelPlace = { readonly before: string } | { readonly after: string } | 'last'

/** Adds a label. Up to the end of its transaction the label cannot be used. */
export function addLabel(type: QualifiedName, label: string, place: LabelPlace): readonly Sql[] {
  return [sql`alter type ${qualified(type)} add value ${literal(label)}${placeOf(place)}`]
}

/** Gives a label another name. */
export function renameLabel(type: QualifiedName, from: string, to: string): readonly Sql[] {
  return [sql`alter type ${qualified(type)} rename value ${literal(from)} to ${literal(to)}`]
}

function placeOf(place: LabelPlace): Sql {
  if (place === 'last') return sql``
  return 'before' in place
    ? sql` before ${literal(place.before)}`
    : sql` after ${literal(place.after)}`
}

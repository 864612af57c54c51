import type { RangeType } from '../../catalogue/user-type.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { lines } from './name-list.ts'
import { printedText } from './printed-text.ts'

/** Makes a range type and its multirange type. With `canonical` it needs its shell type first. */
export function createRange(type: RangeType): readonly Sql[] {
  const parameters = [
    sql`subtype = ${printedText(type.subtype)}`,
    ...printed(sql`subtype_opclass`, type.operatorClass),
    ...printed(sql`collation`, type.collation),
    ...printed(sql`canonical`, type.canonical),
    ...printed(sql`subtype_diff`, type.subtypeDifference),
    sql`multirange_type_name = ${qualified(type.multirange)}`,
  ]
  return [sql`create type ${qualified(type)} as range ${lines(parameters)}`]
}

function printed(name: Sql, value: string | null): readonly Sql[] {
  return value === null ? [] : [sql`${name} = ${printedText(value)}`]
}

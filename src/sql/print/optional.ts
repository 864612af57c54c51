import { sql, type Sql } from '../sql.ts'

/** No text at all: a clause that is left out. */
export const nothing: Sql = sql``

/** A clause for a value, and none where the value is null. */
export function optional<T>(value: T | null, print: (value: T) => Sql): Sql {
  return value === null ? nothing : print(value)
}

/** A clause that stands where a condition holds. */
export function where(condition: boolean, clause: Sql): Sql {
  return condition ? clause : nothing
}

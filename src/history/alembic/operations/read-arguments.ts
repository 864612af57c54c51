import { flagIn, keyword, textIn } from '../../../models/sqlalchemy/read-value.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import { named } from '../../../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'

/** An argument by its place or one of its names; null where it is left out. `None` is a value. */
export function given(call: HostCall, index: number, ...names: readonly string[]): Value | null {
  const found = call.positional[index]
  if (found !== undefined) return found
  for (const name of names) {
    const value = call.keywords.get(name)
    if (value !== undefined) return value
  }
  return null
}

/** The text of an argument; ends the call with a gap where it is none. */
export function text(
  call: HostCall,
  [index, ...names]: readonly [index: number, ...names: readonly string[]],
  context: ReplayContext,
): string {
  const value = given(call, index, ...names)
  const found = textIn(value)
  if (found !== null) return found
  if (value?.kind === 'unknown') context.refuseUnknown(value)
  return context.refuse(`the argument "${names[0] ?? index}" of this is no text`, call)
}

/** The text of an argument that may be left out. */
export function optionalText(
  call: HostCall,
  [index, ...names]: readonly [index: number, ...names: readonly string[]],
  context: ReplayContext,
): string | null {
  const value = given(call, index, ...names)
  if (value?.kind === 'unknown') context.refuseUnknown(value)
  return textIn(value)
}

/** `schema=` */
export function schemaOf(call: HostCall, context: ReplayContext): string | null {
  return optionalText(call, [Infinity, 'schema'], context)
}

/** A keyword that is `True`. */
export function isSet(call: HostCall, name: string): boolean {
  return flagIn(keyword(call.keywords, name)) === true
}

/** A name that may have a schema. */
export function nameIn(schema: string | null, name: string): Sql {
  return named({ schema, name })
}

/** Words with a space between them; empty ones are left out. */
export function words(...parts: readonly Sql[]): Sql {
  return joinSql(
    parts.filter((part) => part !== ''),
    sql` `,
  )
}

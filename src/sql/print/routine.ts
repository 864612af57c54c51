import type { Routine } from '../../catalogue/routine.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { tokenAt } from '../token.ts'
import { printedText } from './printed-text.ts'

/** Makes a function or procedure, or puts it in the place of the one with the same signature. */
export function createRoutine({ definition }: Pick<Routine, 'definition'>): readonly Sql[] {
  return [printedText(definition.trimEnd())]
}

/** Drops a function or procedure. */
export function dropRoutine(routine: RoutineName & Pick<Routine, 'kind'>): readonly Sql[] {
  return [sql`drop ${routineWord(routine)} ${routineSignature(routine)}`]
}

/** What a routine is called in statements. */
export function routineWord({ kind }: Pick<Routine, 'kind'>): Sql {
  return kind === 'procedure' ? sql`procedure` : sql`function`
}

/** What tells a function or procedure from others. */
export type RoutineName = Pick<Routine, 'schema' | 'name' | 'identityArguments'>

/** `shop.add(a integer, b integer)`, with the types as PostgreSQL printed them. */
export function routineSignature(routine: RoutineName): Sql {
  return sql`${qualified(routine)}(${printedText(routine.identityArguments)})`
}

/**
 * The routine with an empty text for a body, for objects that need its signature before the
 * objects in its body are there; null where the body is a text already and needs nothing. It wants
 * `check_function_bodies = off`.
 */
export function createRoutineStub({ definition }: Pick<Routine, 'definition'>): Sql | null {
  const body = startOfParsedBody(definition)
  return body === null ? null : sql`${printedText(definition.slice(0, body))}AS ''`
}

/** Where `RETURN …` or `BEGIN ATOMIC …` stands in what `pg_get_functiondef` printed. */
function startOfParsedBody(definition: string): number | null {
  let depth = 0
  for (let at = 0; at < definition.length;) {
    const { kind, start, end } = tokenAt(definition, at)
    at = end
    if (kind === 'symbol') depth += depthOf(definition.charAt(start))
    const word = kind === 'word' && depth === 0 ? definition.slice(start, end) : ''
    if (word === 'AS') return null
    // RETURNS, before it, is another word. Names in lower case are never printed like these two.
    if (word === 'RETURN' || word === 'BEGIN') return start
  }
  return null
}

function depthOf(symbol: string): number {
  return symbol === '(' ? 1 : symbol === ')' ? -1 : 0
}

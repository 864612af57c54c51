import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'
import { placeOf, type Place } from '../../kernel/place.ts'

/**
 * The place in a statement of an SQL file that speaks of an object: its name, else the name of its table, else the
 * beginning. That the statement is the one is known otherwise.
 */
export function placeWithin(object: ObjectReference, { sql: text, at }: ReplayedStatement): Place {
  const offset = offsetWithin(object, text)
  if (offset === null) return at
  const { line, column } = placeOf(at.file, text, offset)
  return {
    file: at.file,
    line: at.line + line - 1,
    column: line === 1 ? at.column + column - 1 : column,
  }
}

/** Where in a statement an object is named, or the whole that it is a part of; null where it is not. */
export function offsetWithin(object: ObjectReference, text: string): number | null {
  const [name, whole] = namesOf(object)
  const around = whole === undefined ? null : wordIn(text, whole, 0)
  if (name === undefined) return around
  // A column may be called as its table is.
  const after = around === null ? null : wordIn(text, name, around + 1)
  return after ?? wordIn(text, name, 0) ?? around
}

function namesOf(object: ObjectReference): readonly string[] {
  if (object.kind === 'undescribed') return [object.identity]
  if ('relation' in object) return [object.name, object.relation]
  return 'type' in object ? [object.name, object.type] : [object.name]
}

function wordIn(text: string, name: string, from: number): number | null {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = text.slice(from).search(new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'i'))
  return found === -1 ? null : from + found
}

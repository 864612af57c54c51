import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'
import { placeOf, type Place } from '../../kernel/place.ts'

/**
 * The place in a statement of an SQL file that speaks of an object: its name, else the name of its table, else the
 * beginning. That the statement is the one is known otherwise.
 */
export function placeWithin(object: ObjectReference, { sql: text, at }: ReplayedStatement): Place {
  const offset = namesOf(object)
    .map((name) => text.search(wordPattern(name)))
    .find((found) => found >= 0)
  if (offset === undefined) return at
  const { line, column } = placeOf(at.file, text, offset)
  return {
    file: at.file,
    line: at.line + line - 1,
    column: line === 1 ? at.column + column - 1 : column,
  }
}

function namesOf(object: ObjectReference): readonly string[] {
  if (object.kind === 'undescribed') return [object.identity]
  if ('relation' in object) return [object.name, object.relation]
  return 'type' in object ? [object.name, object.type] : [object.name]
}

function wordPattern(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'i')
}

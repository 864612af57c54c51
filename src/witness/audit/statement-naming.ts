import type { Touch } from '../../audit/touches.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { SqlRevision } from '../../history/revision.ts'
import { statementsOf } from '../../history/statements-of.ts'
import { placeOf, type Place } from '../../kernel/place.ts'

/**
 * Finds the place in a revision that speaks of an object: the statement with its name and the name of
 * its table, and in it the name; else the statement with its table's name; else the beginning of the
 * file. What was made there is named first where it is made, what was changed last. A name alone is a hint, not a proof: what a revision touched is known from
 * the replay.
 */
export function statementNaming(revision: SqlRevision): PlaceOfTouch {
  const statements = statementsOf(revision, revision.up)
  const find = (names: readonly string[], kind: Touch['kind']): Place | null => {
    const patterns = names.map(wordPattern)
    const named = statements.filter(({ text }) => patterns.every((one) => one.test(text)))
    const statement = kind === 'made' ? named[0] : named.at(-1)
    const last = patterns.at(-1)
    if (!statement || !last) return null
    const within = Math.max(0, statement.text.search(last))
    return placeOf(revision.file, revision.text, statement.offset + within)
  }
  return (object, kind) => {
    const { whole, name } = namesOf(object)
    return (
      (whole === null
        ? find([name], kind)
        : (find([whole, name], kind) ?? find([whole], kind))) ?? {
        file: revision.file,
        line: 1,
        column: 1,
      }
    )
  }
}

/** Where a revision says what it does to an object. */
export type PlaceOfTouch = (object: ObjectReference, kind: Touch['kind']) => Place

interface Names {
  readonly whole: string | null
  readonly name: string
}

function namesOf(object: ObjectReference): Names {
  if (object.kind === 'undescribed') return { whole: null, name: object.identity }
  if ('relation' in object) return { whole: object.relation, name: object.name }
  if ('type' in object) return { whole: object.type, name: object.name }
  return { whole: null, name: object.name }
}

function wordPattern(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'i')
}

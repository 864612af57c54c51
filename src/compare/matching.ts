import { referenceKey, sameReference } from '../catalogue/object-reference.ts'
import type { CatalogueObject } from './catalogue-object.ts'

/** Two objects that are taken for the same one. */
export interface Match {
  readonly left: CatalogueObject
  readonly right: CatalogueObject
}

/** The objects of two lists, brought together. Each is in it once. */
export interface Matching {
  readonly both: readonly Match[]
  readonly leftOnly: readonly CatalogueObject[]
  readonly rightOnly: readonly CatalogueObject[]
}

/** The two lists that are brought together. */
export interface Lists {
  readonly left: readonly CatalogueObject[]
  readonly right: readonly CatalogueObject[]
}

/** What makes two objects the same one. */
export interface MatchRule {
  /** Objects of different keys never match. */
  readonly key: (object: CatalogueObject) => string
  /** Which of the objects of one key match; all of them where it is left out. */
  readonly same?: (match: Match) => boolean
}

/** Brings objects of equal references together. */
export function matchedByReference(lists: Lists): Matching {
  return pairedInOrder(lists) ?? matched(lists, { key: ({ reference }) => referenceKey(reference) })
}

/** Mostly both lists name the same objects in the same order: then no map is made, which halves the time. */
function pairedInOrder({ left, right }: Lists): Matching | null {
  if (left.length !== right.length) return null
  const both: Match[] = []
  for (const [index, object] of left.entries()) {
    const other = right[index]
    if (!other || !sameReference(object.reference, other.reference)) return null
    both.push({ left: object, right: other })
  }
  return { both, leftOnly: [], rightOnly: [] }
}

/**
 * Brings objects together by a rule; where several fit, in their order. Linear as long as few
 * objects have one key or all of one key are the same.
 */
export function matched({ left, right }: Lists, { key, same = () => true }: MatchRule): Matching {
  const waiting = new Map<string, Set<CatalogueObject>>()
  for (const object of right) {
    const name = key(object)
    const objects = waiting.get(name)
    if (objects) objects.add(object)
    else waiting.set(name, new Set([object]))
  }
  const both: Match[] = []
  const leftOnly: CatalogueObject[] = []
  for (const object of left) {
    const candidates = waiting.get(key(object))
    const match = candidates && firstMatch(object, candidates, same)
    if (match) {
      both.push(match)
      candidates.delete(match.right)
    } else leftOnly.push(object)
  }
  return { both, leftOnly, rightOnly: [...waiting.values()].flatMap((objects) => [...objects]) }
}

function firstMatch(
  left: CatalogueObject,
  candidates: ReadonlySet<CatalogueObject>,
  same: (match: Match) => boolean,
): Match | null {
  for (const right of candidates) {
    if (same({ left, right })) return { left, right }
  }
  return null
}

import { canonicalJson } from '../kernel/canonical-json.ts'
import { variantOf, type Comparison } from './attribute.ts'
import { attributesOf } from './attribute-tables.ts'
import { valueOf } from './attribute-value.ts'
import type { CatalogueObject } from './catalogue-object.ts'
import { changedAttributes } from './changed-attributes.ts'
import { matched, matchedByReference, type Lists, type Match, type Matching } from './matching.ts'
import type { Majors } from './same-text.ts'

/**
 * Brings objects together by reference, but constraints by what they say: first those that agree in
 * name too, then those that only differ by name, then the rest by name.
 */
export function matchedByContent(lists: Lists, majors: Majors | null): Matching {
  const same = (match: Match): boolean => sameContent(match, majors)
  const byReference = matchedByReference(lists)
  const settled = byReference.both.filter(
    (match) => match.left.kind !== 'constraint' || same(match),
  )
  const kept = new Set(settled.flatMap(({ left, right }) => [left, right]))
  const open = (object: CatalogueObject): boolean => !kept.has(object)
  const byContent = matched(
    { left: lists.left.filter(open), right: lists.right.filter(open) },
    { key: (object) => contentKey(object, majors), same },
  )
  const byName = matchedByReference({ left: byContent.leftOnly, right: byContent.rightOnly })
  return { ...byName, both: [...settled, ...byContent.both, ...byName.both] }
}

/** Whether two constraints differ at most by their names and comments. */
function sameContent({ left, right }: Match, majors: Majors | null): boolean {
  return (
    variantOf(left) === variantOf(right) &&
    changedAttributes({ left, right }, majors).every((attribute) => attribute === 'comment')
  )
}

/** Equal for constraints of the same content; for what is no constraint, its own. */
function contentKey(object: CatalogueObject, majors: Majors | null): string {
  if (object.kind !== 'constraint') return canonicalJson({ ...object.reference })
  const comparable = (comparison: Comparison): boolean =>
    comparison === 'exact' || majors === null || majors.left === majors.right
  const said = attributesOf(variantOf(object))
    .filter(([attribute, comparison]) => attribute !== 'comment' && comparable(comparison))
    .map(([attribute]) => valueOf(object, attribute))
  return canonicalJson([variantOf(object), ...said])
}

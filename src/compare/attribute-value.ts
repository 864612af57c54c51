import type { Json } from '../kernel/canonical-json.ts'
import type { AttributeName, Comparison } from './attribute.ts'
import type { CatalogueObject } from './catalogue-object.ts'
import { sameText, type Majors } from './same-text.ts'

/** The value of an attribute, as the catalogue has it. */
export type AttributeValue = Json

/** The value of an attribute; null where the object's variant has no such attribute. */
export function valueOf({ described }: CatalogueObject, attribute: AttributeName): AttributeValue {
  // Interfaces lack the index signature that Json asks for, though they are plain data.
  return (described as unknown as Readonly<Record<string, Json>>)[attribute] ?? null
}

/** How two values are compared. */
export interface Sameness {
  readonly comparison: Comparison
  readonly majors: Majors | null
}

/** Whether two values of one attribute are the same. */
export function sameValue(
  left: AttributeValue,
  right: AttributeValue,
  { comparison, majors }: Sameness,
): boolean {
  if (comparison === 'exact') return sameJson(left, right, () => false)
  const { form, field } =
    typeof comparison === 'string' ? { form: comparison, field: null } : comparison
  return sameJson(left, right, (leftText, rightText, at) =>
    at === field ? sameText(leftText, rightText, { form, majors }) : false,
  )
}

/** Compares two texts that are not the same; `field` is the name they have in their record. */
type SameText = (left: string, right: string, field: string | null) => boolean

function sameJson(left: Json, right: Json, sameText: SameText): boolean {
  return sameAt(left, right, { field: null, sameText })
}

interface Spot {
  readonly field: string | null
  readonly sameText: SameText
}

function sameAt(left: Json, right: Json, spot: Spot): boolean {
  if (left === right) return true
  if (left === null || right === null) return false
  if (typeof left === 'string' && typeof right === 'string') {
    return spot.sameText(left, right, spot.field)
  }
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (isList(left) || isList(right)) {
    return isList(left) && isList(right) && sameList(left, right, spot)
  }
  return sameRecord(left, right, spot)
}

function sameList(left: readonly Json[], right: readonly Json[], spot: Spot): boolean {
  return (
    left.length === right.length &&
    left.every((item, index) => sameAt(item, right[index] ?? null, spot))
  )
}

function sameRecord(left: JsonRecord, right: JsonRecord, { sameText }: Spot): boolean {
  const fields = Object.keys(left)
  return (
    fields.length === Object.keys(right).length &&
    fields.every(
      (field) =>
        Object.hasOwn(right, field) &&
        sameAt(left[field] ?? null, right[field] ?? null, { field, sameText }),
    )
  )
}

type JsonRecord = Readonly<Record<string, Json>>

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

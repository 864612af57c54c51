import type { AttributeName } from './attribute.ts'
import type { AttributeValue } from './attribute-value.ts'
import { formatReference, type ObjectReference } from '../catalogue/object-reference.ts'

/** One difference between two catalogues, left and right. */
export type Difference = MissingObject | UnexpectedObject | ChangedAttribute

/** An object that only the left catalogue has. */
interface MissingObject {
  readonly kind: 'missing'
  readonly object: ObjectReference
  /** How many objects (columns, constraints, indexes…) are missing with it and not told one by one. */
  readonly parts: number
}

/** An object that only the right catalogue has. */
interface UnexpectedObject {
  readonly kind: 'unexpected'
  readonly object: ObjectReference
  /** How many objects come with it and are not told one by one. */
  readonly parts: number
}

/** An object that both have, but not with the same value of one attribute. */
export interface ChangedAttribute {
  readonly kind: 'changed'
  readonly object: ObjectReference
  readonly attribute: AttributeName
  readonly left: AttributeValue
  readonly right: AttributeValue
}

/** What the caller calls the two sides: `history` and `database`. */
export interface SideLabels {
  readonly left: string
  readonly right: string
}

/** A difference as one line, for people. */
export function formatDifference(difference: Difference, labels: SideLabels): string {
  const object = formatReference(difference.object)
  switch (difference.kind) {
    case 'missing':
      return `${object} is in ${labels.left}, not in ${labels.right}`
    case 'unexpected':
      return `${object} is in ${labels.right}, not in ${labels.left}`
    case 'changed': {
      const { left, right } = difference
      const attribute = formatAttribute(difference.attribute)
      const values = `${formatValue(left)} in ${labels.left}, ${formatValue(right)} in ${labels.right}`
      return `${object}: ${attribute} is ${values}`
    }
  }
}

/** `storageParameters` as `storage parameters`. */
export function formatAttribute(attribute: AttributeName): string {
  return attribute.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** A value for people: texts as they are, `none` for null, lists and records as JSON. */
export function formatValue(value: AttributeValue): string {
  if (value === null) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

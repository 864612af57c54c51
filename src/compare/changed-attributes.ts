import { variantOf, type AttributeName } from './attribute.ts'
import { attributesOf } from './attribute-tables.ts'
import { sameValue, valueOf } from './attribute-value.ts'
import type { Match } from './matching.ts'
import type { Majors } from './same-text.ts'

/** The attributes in which two objects of one variant differ, in the order of their table. */
export function changedAttributes(
  { left, right }: Match,
  majors: Majors | null,
): readonly AttributeName[] {
  const changed: AttributeName[] = []
  for (const [attribute, comparison] of attributesOf(variantOf(left))) {
    const before = valueOf(left, attribute)
    const after = valueOf(right, attribute)
    // Most values are equal texts or null; to see that here makes the whole twice as fast.
    if (before === after || sameValue(before, after, { comparison, majors })) continue
    changed.push(attribute)
  }
  return changed
}

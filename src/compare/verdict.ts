import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { Place } from '../kernel/place.ts'
import type { AttributeName, Variant } from './attribute.ts'
import type { AttributeValue } from './attribute-value.ts'
import type { Witness } from './testimony.ts'

/**
 * Who is the odd one out:
 * - `agreed`: nobody who was asked says otherwise;
 * - `code-alone`, `history-alone`, `database-alone`: one against two who agree;
 * - `all-differ`: three say three things;
 * - `disputed`: only two were asked, and they differ;
 * - `uncontested`: there is only one to ask.
 */
export type VerdictKind =
  | 'agreed'
  | 'code-alone'
  | 'history-alone'
  | 'database-alone'
  | 'all-differ'
  | 'disputed'
  | 'uncontested'

/** What the witnesses say about one attribute of one object, and who is alone with it. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly object: ObjectReference
  /** What the first witness who has it says that it is: `check`, `enum`. */
  readonly variant: Variant
  /** Null: whether the object is there at all. */
  readonly attribute: AttributeName | null
  readonly said: Readonly<Record<Witness, Said>>
}

/**
 * What one witness says: a value (for an object as a whole how many parts it has), that there is no
 * such object, or nothing, because it was not heard or has nothing that could have the attribute.
 */
export type Said =
  | { readonly kind: 'value'; readonly value: AttributeValue; readonly at: Place | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'silent' }

/** Whether witnesses contradict each other. */
export function isContradiction({ kind }: Verdict): boolean {
  switch (kind) {
    case 'agreed':
    case 'uncontested':
      return false
    case 'code-alone':
    case 'history-alone':
    case 'database-alone':
    case 'all-differ':
    case 'disputed':
      return true
  }
}

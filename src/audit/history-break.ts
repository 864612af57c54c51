import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { AttributeName } from '../compare/attribute.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { Place } from '../kernel/place.ts'
import { isNamed } from './is-named.ts'
import type { Touches } from './touches.ts'
import { wholeOf } from './whole-of.ts'

/**
 * A place in a history behind which something is missing: a revision that no file has, a circle, one of
 * two files of one id, a file that does not parse. What that did is unknown, and so is what became of all that was there before it.
 */
export interface HistoryBreak {
  /** Where it is told: the place of the fault. */
  readonly at: Place
  /** `link`: what came before is not known. `content`: the chain holds, and one of its files is not known. */
  readonly kind: 'link' | 'content'
  /** Revisions that are not known themselves. */
  readonly within: ReadonlySet<string>
  /** Revisions that come after it: what they say themselves is known. */
  readonly behind: ReadonlySet<string>
  /** Names that the missing part could have touched; null where it could have touched anything. */
  readonly touches: readonly string[] | null
}

/** A contradiction of which nobody knows whether it is one. */
export interface Unjudged {
  readonly verdict: Verdict
  readonly because: HistoryBreak
}

/** What tells how far a broken history is known. */
export interface KnownHistory {
  readonly breaks: readonly HistoryBreak[]
  readonly touches: Touches
  /** Names of what revisions behind a break needed and nobody made, or were refused. */
  readonly doubtful: ReadonlySet<string>
}

/** All revisions that come after a break, or are what is not known. */
export function behindBreaks(breaks: readonly HistoryBreak[]): ReadonlySet<string> {
  return new Set(breaks.flatMap(({ behind, within }) => [...within, ...behind]))
}

/** The break for whose sake it is not known what a history says of an object; null where it is known. */
export function breakBehind(
  object: ObjectReference,
  attribute: AttributeName | null,
  { breaks, touches, doubtful }: KnownHistory,
): HistoryBreak | null {
  return (
    breaks.find((one) => {
      if (one.touches !== null && !isNamed(object, one.touches)) return false
      return isNamed(object, doubtful) || !isSaidBehind(one, { object, attribute, touches })
    }) ?? null
  )
}

/** Whether a revision behind the break made it, or the whole that it is a part of, or said this of it. */
function isSaidBehind(
  { behind }: HistoryBreak,
  {
    object,
    attribute,
    touches,
  }: Pick<Verdict, 'object' | 'attribute'> & Pick<KnownHistory, 'touches'>,
): boolean {
  const whole = wholeOf(object)
  const own = touches.of(object).filter(({ revision }) => behind.has(revision))
  const around = whole === null ? [] : touches.of(whole)
  return (
    own.some(
      ({ kind, attributes }) =>
        kind !== 'changed' || (attribute !== null && attributes.includes(attribute)),
    ) || around.some(({ kind, revision }) => kind !== 'changed' && behind.has(revision))
  )
}

import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import { judgeReference } from '../../references/reference-verdict.ts'

/** What could not be read of a history is no doubt where the databases say the same of a reference. */
export function confirmDoubts(
  references: readonly Reference[],
  live: readonly Reference[],
): readonly Reference[] {
  const verdicts = new Map(live.map((one) => [keyOf(one), judgeReference(one)]))
  return references.map((one) =>
    one.doubt !== null && verdicts.get(keyOf(one)) === judgeReference(one)
      ? { ...one, doubt: null }
      : one,
  )
}

function keyOf({ from, to }: Reference): string {
  return `${formatEnd(from)}\0${formatEnd(to)}`
}

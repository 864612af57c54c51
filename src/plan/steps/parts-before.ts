import { goneKey } from '../removals.ts'
import { withParts } from '../side.ts'
import type { Planning } from './planning.ts'

/** A part that has a statement of its own goes while its whole is there, under its name. */
export function partsBefore(key: string, { sides, removals }: Planning): readonly string[] {
  const parts = withParts(key, sides.from).filter((part) => part !== key)
  return parts.filter((part) => removals.isUnfolded(part)).map(goneKey)
}

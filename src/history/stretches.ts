import type { RevisionStatement } from './statements-of.ts'

/** Statements of a section that are done or undone as one, by their places in its list. */
export interface Stretch {
  readonly from: number
  /** The place after the last one. */
  readonly to: number
  /** Whether they are a transaction by their block's order, or one statement on its own. */
  readonly together: boolean
}

/**
 * Cuts a section's statements where a run of them can be interrupted and resumed: a transactional
 * block is one stretch, or what an edited file left undone of it; so is each statement of the
 * other blocks.
 *
 * Where no statement is left there is one empty stretch, for the row in the ledger: a section may
 * have none, or its last ones may have been taken out after an interruption.
 *
 * @param done how many statements are left out, at the beginning
 */
export function stretchesOf(
  statements: readonly RevisionStatement[],
  done: number,
): readonly Stretch[] {
  if (done >= statements.length) return [{ from: done, to: done, together: true }]
  const stretches: Stretch[] = []
  for (const [at, { block }] of statements.entries()) {
    if (at < done) continue
    const last = stretches.at(-1)
    if (last?.together === true && statements[last.from]?.block === block) {
      stretches[stretches.length - 1] = { ...last, to: at + 1 }
    } else stretches.push({ from: at, to: at + 1, together: block.transaction })
  }
  return stretches
}

import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { Witness } from '../compare/testimony.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { DatabaseCase, HistoryGap, RevisionFacts } from './audit-case.ts'
import { gapBehind } from './gap-behind.ts'
import { wholeOf } from './whole-of.ts'

/**
 * Why witnesses contradict each other, as far as the ledger knows:
 * - `unread`: a revision could not be read, so what the history says of it is not known;
 * - `edited`: a revision was changed after it was applied;
 * - `stamped`: a revision was recorded and never run;
 * - `unfinished`: a revision was interrupted;
 * - `elsewhere`: the ledger knows a revision that no file has, and nobody what that one did;
 * - `early`: a pending revision makes it, and it is there already;
 * - `by-hand`: the ledger explains nothing, so somebody changed the database;
 * - `code`: the models say otherwise than the history.
 */
export type Cause =
  | { readonly kind: 'edited' | 'stamped' | 'unfinished' | 'early'; readonly revision: string }
  | { readonly kind: 'unread'; readonly gap: HistoryGap }
  | { readonly kind: 'elsewhere' | 'by-hand' | 'code' }

/** Finds the cause of a contradiction. */
export function causeOf(verdict: Verdict, subject: DatabaseCase): Cause {
  const gap = gapBehind(verdict, subject)
  if (gap !== null) return { kind: 'unread', gap }
  switch (verdict.kind) {
    case 'code-alone':
    case 'agreed':
    case 'uncontested':
      return { kind: 'code' }
    case 'disputed':
      return asksDatabase(verdict) ? causeOfDrift(verdict, subject) : { kind: 'code' }
    case 'database-alone':
    case 'history-alone':
    case 'all-differ':
      return causeOfDrift(verdict, subject)
  }
}

/** The witness who is wrong, where that can be said. */
export function culpritOf(verdict: Verdict, cause: Cause, subject: DatabaseCase): Witness | null {
  if (cause.kind === 'unread') return null
  const { kind } = verdict
  switch (kind) {
    case 'code-alone':
      return 'code'
    case 'history-alone':
      return 'history'
    case 'database-alone':
      return cause.kind === 'edited' ? 'history' : 'database'
    case 'disputed':
      // The ledger says that these very files were run: what differs was done to the database since.
      if (cause.kind === 'code') return isRefused(verdict, subject) ? 'code' : null
      return cause.kind === 'edited' ? 'history' : 'database'
    case 'all-differ':
    case 'agreed':
    case 'uncontested':
      return null
  }
}

/** Whether PostgreSQL refuses the type that the models give a column, for the sake of their foreign key. */
function isRefused({ object, attribute }: Verdict, { modelFacts }: DatabaseCase): boolean {
  if (attribute !== 'type' || object.kind !== 'column') return false
  return modelFacts.brokenKeys.some(
    ({ why, table, columns }) =>
      why === 'refused' &&
      table.schema === object.schema &&
      table.name === object.relation &&
      columns.includes(object.name),
  )
}

function asksDatabase({ said }: Verdict): boolean {
  return said.history.kind !== 'silent' && said.database.kind !== 'silent'
}

function causeOfDrift(verdict: Verdict, subject: DatabaseCase): Cause {
  const revisions = revisionsOf(verdict.object, subject)
  const among = (test: (facts: RevisionFacts) => boolean): RevisionFacts | undefined =>
    revisions.findLast(test)
  const edited = among(({ state }) => state === 'changed')
  if (edited) return { kind: 'edited', revision: edited.id }
  const unfinished = among(({ state }) => state === 'partial')
  if (unfinished) return { kind: 'unfinished', revision: unfinished.id }
  const stamped = among(({ isStamped }) => isStamped)
  if (stamped && verdict.said.history.kind === 'value') {
    return { kind: 'stamped', revision: stamped.id }
  }
  const early = among(({ state }) => state === 'pending' || state === 'skipped')
  if (early && verdict.said.history.kind === 'absent') return { kind: 'early', revision: early.id }
  return { kind: ranUnknown(subject) ? 'elsewhere' : 'by-hand' }
}

/** Whether something was run of which nobody knows what it made, changed and dropped. */
function ranUnknown({ chain }: DatabaseCase): boolean {
  return chain.some(({ state, isStamped }) => state === 'unknown' && !isStamped)
}

/** The revisions that touch an object, else those that touch what it is a part of. */
function revisionsOf(
  object: ObjectReference,
  { touches, chain }: DatabaseCase,
): readonly RevisionFacts[] {
  const own = touches.of(object)
  const whole = own.length === 0 ? wholeOf(object) : null
  const names = new Set((whole ? touches.of(whole) : own).map(({ revision }) => revision))
  return chain.filter(({ id }) => names.has(id))
}

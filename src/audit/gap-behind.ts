import type { Verdict } from '../compare/verdict.ts'
import type { DatabaseCase, HistoryGap } from './audit-case.ts'
import { isNamed } from './is-named.ts'

/**
 * The gap of the history for whose sake it is not known what the migrations say of an object; null where
 * that is known. A gap of which nobody knows what it could have touched can have made whatever the history
 * does not have.
 */
export function gapBehind(
  { object, said: { history } }: Pick<Verdict, 'object' | 'said'>,
  { gaps }: Pick<DatabaseCase, 'gaps'>,
): HistoryGap | null {
  if (history.kind === 'silent' || gaps.length === 0) return null
  const touching = gaps.find(({ touches }) => isNamed(object, touches))
  if (touching !== undefined) return touching
  if (history.kind !== 'absent') return null
  return gaps.find(({ touches }) => touches.length === 0) ?? null
}

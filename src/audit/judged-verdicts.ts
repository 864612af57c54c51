import type { Verdict } from '../compare/verdict.ts'
import { breakBehind, type KnownHistory, type Unjudged } from './history-break.ts'

/** Contradictions, and those of which a broken history leaves unknown whether they are any. */
export interface JudgedVerdicts {
  readonly verdicts: readonly Verdict[]
  readonly unjudged: readonly Unjudged[]
}

/**
 * Where a history is broken it is no witness about what it does not say behind the break: there code and
 * database alone are heard.
 */
export function judgedVerdicts(all: readonly Verdict[], known: KnownHistory): JudgedVerdicts {
  if (known.breaks.length === 0) return { verdicts: all, unjudged: [] }
  const verdicts: Verdict[] = []
  const unjudged: Unjudged[] = []
  for (const verdict of all) {
    const { object, attribute, said } = verdict
    const because = said.history.kind === 'silent' ? null : breakBehind(object, attribute, known)
    if (because === null) verdicts.push(verdict)
    else {
      const rest = withoutHistory(verdict)
      if (rest === null) unjudged.push({ verdict, because })
      else verdicts.push(rest)
    }
  }
  return { verdicts, unjudged }
}

/** What code and database say against each other; null where they do not. */
function withoutHistory(verdict: Verdict): Verdict | null {
  const { kind, said } = verdict
  const heard: Verdict = {
    ...verdict,
    kind: 'disputed',
    said: { ...said, history: { kind: 'silent' } },
  }
  switch (kind) {
    case 'code-alone':
    case 'database-alone':
    case 'all-differ':
      return heard
    case 'agreed':
    case 'uncontested':
    case 'history-alone':
    case 'disputed':
      return null
  }
}

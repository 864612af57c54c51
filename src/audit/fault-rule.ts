import type { Cure } from './cure.ts'
import type { Verdict } from '../compare/verdict.ts'
import { formatPlace } from '../kernel/place.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { HistoryFault } from './history-facts.ts'
import { revisionRule, type RevisionRule } from './revision-rule.ts'
import type { Rule } from './rule.ts'
import { countOf, listOf } from './sentences.ts'
import { objectPath } from './subject-name.ts'

/** What a rule about faults of files and links says. */
export interface FaultRule extends Pick<
  RevisionRule<HistoryFault>,
  'name' | 'severity' | 'finds' | 'why'
> {
  readonly code: HistoryFault['code']
  readonly cures: (fault: HistoryFault) => readonly Cure[]
}

/** Makes the rule about one kind of fault in the files of a history. Each is a finding of its own. */
export function faultRule({ code, cures, ...rule }: FaultRule): Rule {
  return revisionRule<HistoryFault>({
    ...rule,
    facts: ({ historyFacts }) => historyFacts.faults.filter((fault) => fault.code === code),
    causeOf: ({ message }) => message,
    // A finding's sentence begins small: reports write it as they need it.
    message: ([fault], subject) => {
      const { message } = fault
      const told = message.charAt(0).toLowerCase() + message.slice(1)
      return told.replace(/\.$/, () => unknownFor(unjudgedFor(fault, subject)))
    },
    unjudged: ([fault], subject) => unjudgedFor(fault, subject),
    says: ({ message }) => message,
    cures: ([fault]) => cures(fault),
  })
}

/** Contradictions of which nobody knows for its sake whether they are any. */
function unjudgedFor(
  { at }: HistoryFault,
  { unjudged }: Pick<DatabaseCase, 'unjudged'>,
): readonly Verdict[] {
  return unjudged
    .filter(({ because }) => formatPlace(because.at) === formatPlace(at))
    .map(({ verdict }) => verdict)
}

function unknownFor(verdicts: readonly Verdict[]): string {
  const names = [...new Set(verdicts.map(({ object }) => objectPath(object)))]
  if (names.length === 0) return '.'
  return `; so it is not known what the migrations make of ${countOf(names.length, 'object')} (${listOf(names)}).`
}

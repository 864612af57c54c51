import type { Cure } from './cure.ts'
import type { HistoryFault } from './history-facts.ts'
import { revisionRule, type RevisionRule } from './revision-rule.ts'
import type { Rule } from './rule.ts'

/** What a rule about faults of files and links says. */
export interface FaultRule extends Pick<
  RevisionRule<HistoryFault>,
  'name' | 'severity' | 'finds' | 'why'
> {
  readonly code: HistoryFault['code']
  readonly cure: (fault: HistoryFault) => Cure
}

/** Makes the rule about one kind of fault in the files of a history. Each is a finding of its own. */
export function faultRule({ code, cure, ...rule }: FaultRule): Rule {
  return revisionRule<HistoryFault>({
    ...rule,
    facts: ({ historyFacts }) => historyFacts.faults.filter((fault) => fault.code === code),
    causeOf: ({ message }) => message,
    // A finding's sentence begins small: reports write it as they need it.
    message: ([{ message }]) => message.charAt(0).toLowerCase() + message.slice(1),
    says: ({ message }) => message,
    cures: ([fault]) => [cure(fault)],
  })
}

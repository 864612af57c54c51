import type { Reference, ReferenceDoubt } from '../references/reference.ts'
import type { ReferenceVerdict } from '../references/reference-verdict.ts'
import type { AuditCase } from './audit-case.ts'
import type { Cure } from './cure.ts'
import {
  evidenceOfReferences,
  referencesByTarget,
  subjectsOfReferences,
} from './reference-findings.ts'
import type { Found, Rule } from './rule.ts'
import type { Severity } from './severity.ts'

/** References of one verdict that point at one key, of which there is one at least. */
export type ReferenceGroup = readonly [Reference, ...Reference[]]

/** What a rule about references says for itself; how they are found is the same for all. */
export interface ReferenceRule extends Pick<Rule, 'name' | 'severity' | 'finds' | 'why'> {
  readonly verdict: ReferenceVerdict
  /** Whether each has a finding of its own, and not all that point at one key together. */
  readonly each?: boolean
  /** Where names are all that tells of it; left out, as the rule's. */
  readonly severityByName?: Severity
  readonly message: (group: ReferenceGroup) => string
  readonly cure: (group: ReferenceGroup) => Cure
}

/** What may be there all the same is no error, and nothing is to be done but to look. */
function doubted(
  { message }: Found,
  { says, at }: ReferenceDoubt,
): Pick<Found, 'severity' | 'message' | 'cures'> {
  const purpose = 'Look whether it is there; where it is not, the page of the rule has the cure'
  return {
    severity: 'note',
    message: `${message} ${says}`,
    cures: [{ kind: 'edit', purpose, at, text: says }],
  }
}

/** Makes the rule about references of one verdict. */
export function referenceRule(rule: ReferenceRule): Rule {
  const { verdict, each = false, severityByName = rule.severity, message, cure, ...facts } = rule
  const foundOf = (group: ReferenceGroup, subject: AuditCase): Found => {
    const found: Found = {
      database: group[0].from.database,
      culprit: null,
      message: message(group),
      subjects: subjectsOfReferences(group),
      evidence: evidenceOfReferences(group, subject),
      cures: [cure(group)],
      severity: group.every(({ kind }) => kind === 'implied') ? severityByName : rule.severity,
    }
    const { doubt } = group[0]
    return doubt === null ? found : { ...found, ...doubted(found, doubt) }
  }
  return {
    ...facts,
    family: 'references',
    check: (subject) => {
      const groups = referencesByTarget(subject, verdict)
      const told = each ? groups.flat().map((one) => [one] as const) : groups
      return told.flatMap(([first, ...others]) =>
        first === undefined ? [] : [foundOf([first, ...others], subject)],
      )
    },
  }
}

import type { AuditCase } from './audit-case.ts'
import type { Finding } from './finding.ts'
import type { Severity } from './severity.ts'

/** What rules are about. */
export type RuleFamily = 'drift' | 'ledger' | 'history' | 'models' | 'references' | 'standards'

/** A rule: what it finds, why that matters, and how it is found. It has a page in docs/rules/. */
export interface Rule {
  /** As its file and its page are called: `column-type-differs`. */
  readonly name: string
  readonly family: RuleFamily
  /** Unless the settings say otherwise. */
  readonly severity: Severity
  /** What it finds: a sentence. */
  readonly finds: string
  /** Why that matters: a sentence or two. */
  readonly why: string
  readonly check: (subject: AuditCase) => readonly Found[]
}

/** What a rule finds; the rule itself says the rest. */
export interface Found extends Pick<
  Finding,
  'database' | 'culprit' | 'message' | 'subjects' | 'evidence' | 'cures'
> {
  /** Where it differs from the rule's. */
  readonly severity?: Severity
}

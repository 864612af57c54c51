import type { Severity } from './severity.ts'
import type { Standards } from './standards.ts'

/** What the settings say about an audit. */
export interface AuditSettings {
  /** By the names of rules. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>
  readonly ignore: readonly Suppression[]
  readonly standards: Standards
}

/** A finding that is known and accepted. */
export interface Suppression {
  /** The name of a rule; null for every rule. */
  readonly rule: string | null
  /** `auth:public.users.email`, `auth:public.*`, `auth/003_billing`; a star stands for anything. */
  readonly subject: string
  readonly reason: string
}
